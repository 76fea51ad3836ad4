#include "ingest/state/reader.h"

#include "ingest/foreign.h"
#include "ingest/plan/module_tree.h"

namespace oneway {
namespace {

constexpr std::string_view kSections[] = {"version", "terraform_version", "serial",        "lineage",
                                          "outputs", "resources",         "check_results", "modules",
                                          "values",  "format_version",    "checks"};
enum Section {
  kVersion,
  kTerraformVersion,
  kSerial,
  kLineage,
  kOutputs,
  kResources,
  kCheckResults,
  kModules,
  kValues,
  kFormatVersion,
  kChecks
};

}  // namespace

StateVisitor& StateReader::visitor() {
  if (!visitor_) visitor_ = &visitor_for_();
  return *visitor_;
}

void StateReader::read() {
  json::SeenKeys seen;
  ForeignKeys foreign;
  std::string key;
  reader_.begin_object();
  while (reader_.next_key(key)) {
    const int section = seen.find(reader_, kSections, key);
    if (section >= 0) {
      read_section(section);
      continue;
    }
    if (foreign.add(key) || key == "resource_changes" || key == "planned_values")
      foreign.refuse(reader_, "state");
    reader_.skip();
  }
  const bool raw = seen.has(kVersion) && (seen.has(kSerial) || seen.has(kResources) || seen.has(kModules));
  if (!raw && !shown_) {
    if (seen.has(kFormatVersion)) foreign.add("format_version");
    for (int i : {kVersion, kSerial, kLineage})
      if (seen.has(i)) foreign.add(kSections[i]);
    foreign.refuse(reader_, "state");
  }
  if (raw && shown_)
    reader_.fail("a state with the keys of a raw state and of `show -json`: which one is it?");
  settle();
  visitor().end(header_);
}

void StateReader::read_section(int section) {
  switch (section) {
    case kVersion:
      header_.version = reader_.number();
      return;
    case kTerraformVersion:
      return json::string_or_null(reader_, header_.terraform_version);
    case kSerial:
      header_.serial = reader_.number();
      return;
    case kLineage:
      return json::string_or_null(reader_, header_.lineage);
    case kFormatVersion:
      return json::string_or_null(reader_, header_.format_version);
    case kOutputs:
      return read_outputs();
    case kResources:
      raw_ = true;
      return read_resources();
    case kModules:
      legacy_ = true;
      return read_modules();
    case kValues:
      shown_ = true;
      return read_shown_values();
    default:
      return read_check_results();
  }
}

// The version decides what the sections were allowed to be; it may stand behind them.
void StateReader::settle() {
  if (shown_) {
    header_.form = StateForm::Shown;
  } else {
    const bool four = header_.version == "4";
    const bool older = header_.version == "1" || header_.version == "2" || header_.version == "3";
    const std::string writer =
        header_.terraform_version.empty() ? "" : " (" + printable(header_.terraform_version) + ")";
    if (!four && !older)
      reader_.fail(
          "state version " + printable(header_.version) + writer + " is not known; this oneway reads 1 to 4",
          "use a newer oneway for a newer state");
    if (four ? legacy_ : raw_)
      reader_.fail("state version " + header_.version + " with the sections of another version");
    header_.form = four ? StateForm::Raw : StateForm::Legacy;
  }
  if (instance_providers_ || opentofu_registry_ != terraform_registry_)
    engine_ = instance_providers_ || opentofu_registry_ ? Engine::OpenTofu : Engine::Terraform;
}

std::vector<std::string> StateReader::notes() const {
  std::vector<std::string> notes;
  if (header_.form == StateForm::Legacy)
    notes.push_back(
        "state version " + header_.version +
        ": attributes are flat text, and there are no sensitive paths, identities or replace orders in it");
  if (header_.form == StateForm::Shown)
    notes.push_back(
        "read from `show -json`, which leaves out lineage, serial, replace orders and provider data");
  if (instance_providers_)
    notes.push_back(
        "providers stand on instances (OpenTofu's provider for_each): Terraform drops such objects without a "
        "message");
  return notes;
}

void StateReader::report(const std::optional<StateInstance>& instance, const std::string& why) {
  if (!instance) reader_.fail(why);
  ++header_.instances;
  instance_providers_ = instance_providers_ || instance->provider_on_instance;
  const auto from = [&](std::string_view host) { return instance->provider.find(host) != std::string::npos; };
  terraform_registry_ = terraform_registry_ || from("registry.terraform.io/");
  opentofu_registry_ = opentofu_registry_ || from("registry.opentofu.org/");
  visitor().instance(*instance);
}

void StateReader::report_output(const std::string& name, Value v) {
  ++header_.outputs;
  StateOutput output{.name = name};
  // Before version 3 an output is its bare value.
  output.value = v.is_object() && !v["value"].missing() ? v["value"] : v;
  output.type = v["type"];
  output.sensitive = v["sensitive"].is_true();
  visitor().output(output);
}

void StateReader::read_outputs() {
  if (!json::enter_object(reader_)) return;
  std::string name;
  while (reader_.next_key(name)) {
    captured_.clear();
    reader_.capture(captured_);
    report_output(name, captured_.root());
  }
}

void StateReader::read_resources() {
  if (!json::enter_array(reader_)) return;
  while (reader_.next_element()) read_resource();
}

// Engines write what holds for all instances in front of them; then they are handed on one at a time. In any
// other order the instances wait, as a whole, for the end of the resource.
void StateReader::read_resource() {
  static constexpr std::string_view kKeys[] = {"module", "mode", "type", "name", "provider", "instances"};
  enum { kModule, kMode, kType, kName, kProvider, kInstances };
  StateResource resource;
  Document waiting;
  bool streamed = false, in_order = true;
  int last = -1;
  std::string* const texts[] = {&resource.module, &resource.mode, &resource.type, &resource.name,
                                &resource.provider};
  json::SeenKeys seen;
  std::string key, why;
  reader_.begin_object();
  while (reader_.next_key(key)) {
    const int position = seen.find(reader_, kKeys, key);
    if (position < 0) {
      reader_.skip();
      continue;
    }
    in_order = in_order && position > last;
    last = position;
    if (position != kInstances) {
      if (streamed)
        reader_.fail("a resource whose " + key + " stands behind its instances", "sort its keys: jq -S .");
      json::string_or_null(reader_, *texts[position]);
    } else if (in_order && seen.has(kMode) && seen.has(kType) && seen.has(kName)) {
      streamed = true;
      if (!json::enter_array(reader_)) continue;
      while (reader_.next_element()) {
        captured_.clear();
        reader_.capture(captured_);
        report(raw_instance(resource, captured_.root(), why), why);
      }
    } else {
      reader_.capture(waiting);
    }
  }
  if (waiting.empty()) return;
  for (auto [unused, instance] : waiting.root().elements())
    report(raw_instance(resource, instance, why), why);
}

void StateReader::read_modules() {
  if (!json::enter_array(reader_)) return;
  std::string why;
  while (reader_.next_element()) {
    captured_.clear();
    reader_.capture(captured_);
    const Value module = captured_.root(), path = module["path"];
    if (path.size() <= 1)
      for (auto [name, output] : module["outputs"].members()) report_output(std::string(name), output);
    for (auto [key, resource] : module["resources"].members()) {
      const Value primary = resource["primary"];
      if (primary.is_object()) report(legacy_instance(path, key, resource, primary, why), why);
      std::size_t number = 0;
      for (auto [unused, old] : resource["deposed"].elements()) {
        auto object = legacy_instance(path, key, resource, old, why);
        if (object)
          object->deposed = "legacy-" + std::to_string(number++);  // these versions give them no key
        report(object, why);
      }
      for (auto [unused, old] : resource["tainted"].elements()) {  // version 1
        auto object = legacy_instance(path, key, resource, old, why);
        if (object) object->tainted = true;
        report(object, why);
      }
    }
  }
}

void StateReader::read_shown_values() {
  std::string why;
  walk_state_values(
      reader_,
      [&](json::Reader& reader) {
        captured_.clear();
        reader.capture(captured_);
        report(shown_instance(captured_.root(), why), why);
      },
      [&](json::Reader& reader, const std::string& key) {
        key == "outputs" ? read_outputs() : reader.skip();
      });
}

void StateReader::read_check_results() {
  if (!json::enter_array(reader_)) return;
  while (reader_.next_element()) {
    reader_.skip();
    ++header_.check_results;
  }
}

}  // namespace oneway
