// The configuration that a plan was made from, as far as its blocks can be found: where a resource stands,
// and what comments beside it acknowledge.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/address.h"
#include "model/plan.h"
#include "model/source_location.h"
#include "source/blocks.h"
#include "source/files.h"

namespace oneway {

class Configuration {
 public:
  // Reads the folder of the root module and those of the local modules that `calls` lead to.
  Configuration(SourceFiles& files, const std::vector<ConfigModuleCall>& calls, Engine engine);

  // Of a resource, or of a module. Where the block is not there (it was removed, or stands in a module from
  // elsewhere) the call of its module, or else the first file of the root module, not exact. nullopt only if
  // there is no file at all.
  std::optional<SourceLocation> locate(std::string_view address) const;

  // A comment with "oneway:ack", and the static addresses of the resource that it stands beside; none if it
  // stands beside no resource.
  struct Mark {
    std::string text, file;
    std::size_t line = 1;
    std::vector<std::string> resources;
  };
  std::vector<Mark> marks() const;

 private:
  struct Folder {
    std::map<std::string, SourceLocation> blocks;  // "aws_x.a", "data.aws_x.a", "module.a"
    struct FileComment {
      std::string file, resource, text;  // resource: "" beside none
      std::size_t line = 1;
    };
    std::vector<FileComment> comments;
    std::string first_file;
  };
  void read_folder(SourceFiles& files, const std::filesystem::path& path, bool tofu);
  static void add(Folder& folder, const SourceFiles::File& file);

  std::map<std::string, Folder> folders_;                    // by path
  std::map<std::vector<std::string>, std::string> modules_;  // path of call names -> folder, of local modules
};

}  // namespace oneway
