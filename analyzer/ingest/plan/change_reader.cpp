#include "ingest/plan/change_reader.h"

#include "ingest/json/keys.h"

namespace oneway {
namespace {

constexpr std::string_view kEntryKeys[] = {"address", "previous_address", "mode",    "type",
                                           "name",    "provider_name",    "deposed", "action_reason",
                                           "change",  "module_address",   "index"};
enum Entry {
  kAddress,
  kPreviousAddress,
  kMode,
  kType,
  kName,
  kProviderName,
  kDeposed,
  kActionReason,
  kChange,
  kModuleAddress,
  kIndex
};

constexpr std::string_view kTransitionKeys[] = {"actions",         "before",           "after",
                                                "after_unknown",   "before_sensitive", "after_sensitive",
                                                "replace_paths",   "importing",        "generated_config",
                                                "before_identity", "after_identity"};
enum Transition {
  kActions,
  kBefore,
  kAfter,
  kAfterUnknown,
  kBeforeSensitive,
  kAfterSensitive,
  kReplacePaths,
  kImporting,
  kGeneratedConfig,
  kBeforeIdentity,
  kAfterIdentity
};

constexpr std::string_view kImportingKeys[] = {"id", "identity", "unknown"};
enum Importing { kId, kIdentity, kUnknown };

constexpr std::size_t kMaxActions = 8;  // engines write one or two; more than two is unknown anyway

void reset(Change& c) {
  for (std::string* text : {&c.address, &c.previous_address, &c.mode, &c.type, &c.name, &c.provider,
                            &c.deposed, &c.action_reason, &c.import_id})
    text->clear();
  c.actions.clear();
  c.importing = c.generated_config = false;
  for (Value* view : {&c.before, &c.after, &c.after_unknown, &c.before_sensitive, &c.after_sensitive,
                      &c.replace_paths, &c.before_identity, &c.after_identity, &c.import_identity})
    *view = Value();
  c.values.clear();
}

void set_views(Change& c) {
  const Value root = c.values.root();
  if (!c.actions.is_noop()) {
    c.before = root["before"];
    c.after = root["after"];
    c.after_unknown = root["after_unknown"];
    c.before_sensitive = root["before_sensitive"];
    c.after_sensitive = root["after_sensitive"];
    c.replace_paths = root["replace_paths"];
    c.before_identity = root["before_identity"];
    c.after_identity = root["after_identity"];
  }
  c.import_identity = root["import_identity"];
}

}  // namespace

void ChangeReader::read(json::Reader& reader, Change& into) {
  reset(into);
  module_.clear();
  index_ = InstanceKey();
  json::SeenKeys seen;
  std::string_view key;
  reader.begin_object();
  while (reader.next_key(key)) {
    switch (seen.find(reader, kEntryKeys, key)) {
      case kAddress:
        json::string_or_null(reader, into.address);
        break;
      case kPreviousAddress:
        json::string_or_null(reader, into.previous_address);
        break;
      case kMode:
        json::string_or_null(reader, into.mode);
        break;
      case kType:
        json::string_or_null(reader, into.type);
        break;
      case kName:
        json::string_or_null(reader, into.name);
        break;
      case kProviderName:
        json::string_or_null(reader, into.provider);
        break;
      case kDeposed:
        if (reader.peek() != Kind::Bool) {
          json::string_or_null(reader, into.deposed);
        } else if (reader.boolean()) {  // before the key was written, 0.12 had `false` here
          reader.fail("an entry for a deposed object without its key");
        }
        break;
      case kModuleAddress:
        json::string_or_null(reader, module_);
        break;
      case kIndex:
        read_index(reader);
        break;
      case kActionReason:
        json::string_or_null(reader, into.action_reason);
        break;
      case kChange:
        read_transition(reader, into);
        break;
      default:
        reader.skip();
    }
  }
  if (into.address.empty()) into.address = composed_address(into);
  if (into.address.empty()) reader.fail("an entry with neither an address nor the type and name to make one");
  if (!seen.has(kChange)) reader.fail("an entry without a change: " + into.address);
  complete_from_address(into);
}

void complete_from_address(Change& c) {
  if (!c.type.empty() && !c.mode.empty()) return;
  const auto address = parse_address(c.address);
  if (!address) return;
  if (c.mode.empty()) c.mode = address->mode;
  if (c.type.empty()) c.type = address->type;
  if (c.name.empty()) c.name = address->name;
}

void ChangeReader::read_index(json::Reader& reader) {
  switch (reader.peek()) {
    case Kind::Number:
      index_ = {InstanceKey::Kind::Number, reader.number()};
      break;
    case Kind::String:
      index_ = {InstanceKey::Kind::String, reader.string()};
      break;
    default:
      reader.skip();
  }
}

// What the engine would have printed. The first versions with `resource_drift` left the address out there.
std::string ChangeReader::composed_address(const Change& c) const {
  if (c.type.empty() || c.name.empty()) return {};
  const std::string module = module_.empty() ? std::string() : module_ + ".";
  const std::string mode = c.mode == "data" ? "data." : "";
  return module + mode + c.type + "." + c.name + index_.to_string();
}

void ChangeReader::read_transition(json::Reader& reader, Change& into) {
  json::SeenKeys seen;
  std::string_view key;
  into.values.begin_object();
  reader.begin_object();
  while (reader.next_key(key)) {
    const int position = seen.find(reader, kTransitionKeys, key);
    switch (position) {
      case kActions:
        read_actions(reader, into.actions);
        break;
      case kImporting:
        read_importing(reader, into);
        break;
      case kGeneratedConfig:
        json::string_or_null(reader, text_);
        into.generated_config = !text_.empty();
        break;
      case -1:
        reader.skip();
        break;
      default:
        keep(reader, into, kTransitionKeys[position]);
    }
  }
  into.values.end();
  if (!seen.has(kActions)) reader.fail("a change without actions: " + into.address);
  set_views(into);
}

void ChangeReader::keep(json::Reader& reader, Change& into, std::string_view name) {
  if (into.actions.is_noop()) return reader.skip();
  into.values.key(name);
  reader.capture(into.values);
}

void ChangeReader::read_importing(json::Reader& reader, Change& into) {
  if (!json::enter_object(reader)) return;
  into.importing = true;
  json::SeenKeys seen;
  std::string_view key;
  while (reader.next_key(key)) {
    switch (seen.find(reader, kImportingKeys, key)) {
      case kId:
        json::string_or_null(reader, into.import_id);
        break;
      case kIdentity:
        into.values.key("import_identity");
        reader.capture(into.values);
        break;
      default:
        reader.skip();
    }
  }
}

void read_actions(json::Reader& reader, Actions& into) {
  if (!json::enter_array(reader)) return;
  while (reader.next_element()) {
    if (into.words().size() == kMaxActions) reader.fail("a change with more than 8 actions");
    into.add(reader.string());
  }
}

}  // namespace oneway
