#include "driver.h"

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>

namespace simcloud {
namespace fs = std::filesystem;
namespace {

constexpr int kLongestPauseSeconds = 60;

// A dynamic value without its type, as `show -json` writes it.
const json& plain(const json& value) {
  return member(value, "type").is_null() ? value : member(value, "value");
}

fs::path types_folder() {
  return fs::path(ONEWAY_SOURCE_DIR) / "tests/simcloud/types";
}

// "hashicorp/aws": the engines have registries of their own and put their host before it.
std::string without_host(const std::string& address) {
  return address.substr(address.find('/') + 1);
}

}  // namespace

std::shared_ptr<const ProviderDescription> description(const std::string& provider) {
  static std::map<std::string, std::shared_ptr<const ProviderDescription>> loaded;
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  auto& d = loaded[provider];
  if (!d)
    d = std::make_shared<const ProviderDescription>(
        load_description((types_folder() / (provider + ".yaml")).string()));
  return d;
}

std::vector<std::shared_ptr<const ProviderDescription>> all_descriptions() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(types_folder()))
    names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  std::vector<std::shared_ptr<const ProviderDescription>> all;
  for (const std::string& name : names) all.push_back(description(name));
  return all;
}

Scenario::Scenario(const std::vector<std::string>& providers) {
  for (const std::string& p : providers) descriptions_.push_back(description(p));
  server_ = std::make_unique<Server>(world_, descriptions_);
}

Scenario::~Scenario() {
  add("world.json", world_.snapshot().dump(1) + "\n");
}

std::string Scenario::head_of(const std::string& main) const {
  std::string text = "terraform {\n  required_providers {\n", blocks;
  for (const auto& d : descriptions_) {
    const std::string source = without_host(d->address), name = source.substr(source.rfind('/') + 1);
    text += "    " + name + " = { source = \"" + source + "\" }\n";
    if (main.find("provider \"" + name + "\"") == std::string::npos &&
        d->configuration.block.blocks.count("features"))
      blocks += "provider \"" + name + "\" {\n  features {}\n}\n";
  }
  return text + "  }\n}\n" + blocks;
}

oneway::test::Environment Scenario::environment() const {
  oneway::test::Environment all = Workspace::environment();
  all["TF_REATTACH_PROVIDERS"] = server_->reattach();
  return all;
}

json Scenario::plan_json() const {
  return plan_text().empty() ? json() : parse_json(plan_text());
}

Run Scenario::apply_killed_in_pause() {
  oneway::test::Child child({oneway::test::engine(), "apply", "-no-color", "-input=false", "plan.tfplan"},
                            folder(), environment());
  const bool reached = world_.wait_for_pause(kLongestPauseSeconds * 1000);
  child.kill_now();
  Run killed = child.wait();
  world_.go_on();
  settle(killed, reached ? "killed apply" : "apply without a pause");
  return killed;
}

json Scenario::state() {
  return parse_json(engine({"show", "-json"}).out);
}

void Scenario::write_contents() {
  std::vector<const ProviderDescription*> all;
  for (const auto& d : descriptions_) all.push_back(d.get());
  world_.write_contents(all);
}

std::vector<Managed> Scenario::managed() {
  std::vector<Managed> all;
  const json now = world_.snapshot();
  std::function<void(const json&)> walk = [&](const json& module) {
    for (const json& r : member(module, "resources")) {
      if (r["mode"] != "managed") continue;
      Managed m{r["address"], r["type"], r["values"], nullptr, ""};
      if (r.contains("deposed_key")) m.address += " deposed";
      for (const auto& d : descriptions_) {
        auto t = d->types.find(m.type);
        if (t == d->types.end() || without_host(d->address) != without_host(r["provider_name"])) continue;
        for (const auto& [key, object] : now["objects"].items())
          if (object["kind"] == t->second.kind &&
              plain(member(object["attributes"], t->second.key)) == member(m.values, t->second.key)) {
            m.object = object;
            m.key = key;
          }
      }
      all.push_back(m);
    }
    for (const json& child : member(module, "child_modules")) walk(child);
  };
  const json shown = state();
  walk(member(member(shown, "values"), "root_module"));
  return all;
}

}  // namespace simcloud
