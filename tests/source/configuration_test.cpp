#include "source/configuration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "model/error.h"
#include "support/process.h"

namespace oneway {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ConfigurationTest : public ::testing::Test {
 protected:
  void SetUp() override { fs::create_directories(repository() / ".git"); }
  fs::path repository() const { return folder_.path() / "repo"; }
  void write(const std::string& file, const std::string& text) {
    fs::create_directories((repository() / file).parent_path());
    test::write_file(repository() / file, text);
  }
  // "infra/main.tf:3", with "~" before it where it is only near; "" if there is nothing.
  std::string place(const std::string& address) {
    const auto at = configuration().locate(address);
    return at ? (at->exact ? "" : "~") + at->file + ":" + std::to_string(at->first_line) : "";
  }
  Configuration configuration() {
    files_.emplace(repository() / "infra");
    return Configuration(*files_, calls_, engine_);
  }
  void call(std::vector<std::string> path, const std::string& name, const std::string& source) {
    calls_.push_back({.module_path = std::move(path), .name = name, .source = source});
  }

  test::TemporaryFolder folder_;
  std::optional<SourceFiles> files_;
  std::vector<ConfigModuleCall> calls_;
  Engine engine_ = Engine::Terraform;
};

TEST_F(ConfigurationTest, FollowsLocalModulesAndNamesFilesFromTheRepositorysRoot) {
  write("infra/main.tf", "\nmodule \"db\" { source = \"../modules/db\" }\nresource \"aws_x\" \"a\" {}\n");
  write("infra/more.tf.json", R"({"data": {"aws_y": {"b": {}}}})");
  write("modules/db/db.tf", "module \"inner\" { source = \"./inner\" }\nresource \"aws_db\" \"main\" {}\n");
  write("modules/db/inner/i.tf", "resource \"aws_z\" \"z\" {\n}\n");
  call({"db"}, "inner", "./inner");  // the engine's order puts no caller first
  call({}, "db", "../modules/db");
  EXPECT_EQ(place("aws_x.a"), "infra/main.tf:3");
  EXPECT_EQ(place("aws_x.a[\"k.]\"]"), "infra/main.tf:3");
  EXPECT_EQ(place("data.aws_y.b"), "infra/more.tf.json:1");
  EXPECT_EQ(place("module.db[0].aws_db.main[1]"), "modules/db/db.tf:2");
  EXPECT_EQ(place("module.db[\"x\"].module.inner.aws_z.z"), "modules/db/inner/i.tf:1");
  EXPECT_EQ(place("module.db"), "infra/main.tf:2");
}

TEST_F(ConfigurationTest, WhatHasNoBlockIsNearItsModuleCallOrTheFirstFile) {
  write("infra/main.tf", "module \"far\" {}\n");
  call({}, "far", "terraform-aws-modules/vpc/aws");
  EXPECT_EQ(place("module.far.aws_vpc.this[0]"), "~infra/main.tf:1");
  EXPECT_EQ(place("aws_x.gone"), "~infra/main.tf:1");
  EXPECT_EQ(place(""), "~infra/main.tf:1");
  EXPECT_EQ(place("module.unheard.aws_x.a"), "~infra/main.tf:1");
}

TEST_F(ConfigurationTest, OverridesComeLastAndFilesOfOpenTofuAreItsOwn) {
  write("infra/a_override.tf", "resource \"aws_x\" \"a\" {}\n");
  write("infra/main.tf", "\n\nresource \"aws_x\" \"a\" {}\n");
  write("infra/main.tofu", "\nresource \"aws_x\" \"a\" {}\n");
  EXPECT_EQ(place("aws_x.a"), "infra/main.tf:3");
  engine_ = Engine::OpenTofu;
  EXPECT_EQ(place("aws_x.a"), "infra/main.tofu:2");
}

TEST_F(ConfigurationTest, NothingOutsideOfTheRepositoryIsRead) {
  const std::string block = "resource \"aws_x\" \"a\" {}\n";
  test::write_file(folder_.path() / "outside.tf", block);
  fs::create_directories(folder_.path() / "elsewhere");
  test::write_file(folder_.path() / "elsewhere/m.tf", block);
  write("infra/main.tf", "module \"m\" {}\nmodule \"n\" {}\n");
  write("shared.tf", "resource \"aws_x\" \"within\" {}\n");
  fs::create_symlink(folder_.path() / "outside.tf", repository() / "infra/link.tf");
  fs::create_symlink(repository() / "shared.tf", repository() / "infra/within.tf");
  fs::create_symlink(folder_.path() / "elsewhere", repository() / "infra/linked");
  ASSERT_EQ(::mkfifo((repository() / "infra/pipe.tf").c_str(), 0600), 0);
  call({}, "m", "../../elsewhere");
  call({}, "n", "./linked");
  EXPECT_EQ(place("aws_x.a"), "~infra/main.tf:1");
  EXPECT_EQ(place("aws_x.within"), "infra/within.tf:1");
  EXPECT_EQ(place("module.m.aws_x.a"), "~infra/main.tf:1");
  EXPECT_EQ(place("module.n.aws_x.a"), "~infra/main.tf:2");
  configuration();
  EXPECT_THAT(files_->skipped(), ::testing::IsSupersetOf(
                                     {HasSubstr("link.tf: a link"), HasSubstr("pipe.tf: is no plain file")}));
}

TEST_F(ConfigurationTest, LargeFilesAndMissingFoldersAreSaid) {
  write("infra/main.tf", "");
  write("infra/large.tf", std::string((4u << 20) + 1, ' '));
  EXPECT_EQ(place("aws_x.a"), "~infra/main.tf:1");
  EXPECT_THAT(files_->skipped(), ElementsAre(HasSubstr("large.tf: is larger than 4 MiB")));
  EXPECT_THROW(SourceFiles(repository() / "nowhere"), UsageError);
  EXPECT_THROW(SourceFiles(repository() / "infra/main.tf"), UsageError);
}

TEST_F(ConfigurationTest, AMarkBelongsToTheBlockAroundOrBelowIt) {
  write("infra/main.tf", R"(# oneway:ack one
# more
resource "aws_x" "a" { # oneway:ack two
  y = <<TEXT
# oneway:ack no: this is text
TEXT
  // oneway:ack three
}

# oneway:ack four: a line lies between

resource "aws_x" "b" {}
module "m" {} # oneway:ack five: no resource
)");
  write("infra/m/m.tf", "/* oneway:ack six */\ndata \"aws_y\" \"c\" {}\n");
  call({}, "m", "./m");
  call({}, "n", "./m");
  std::vector<std::string> marks;
  for (const auto& mark : configuration().marks()) {
    std::string line = mark.file + ":" + std::to_string(mark.line);
    for (const std::string& resource : mark.resources) line += " " + resource;
    marks.push_back(line);
  }
  EXPECT_THAT(marks, ElementsAre("infra/main.tf:1 aws_x.a", "infra/main.tf:3 aws_x.a",
                                 "infra/main.tf:7 aws_x.a", "infra/main.tf:10", "infra/main.tf:13",
                                 "infra/m/m.tf:1 module.m.data.aws_y.c module.n.data.aws_y.c"));
}

}  // namespace
}  // namespace oneway
