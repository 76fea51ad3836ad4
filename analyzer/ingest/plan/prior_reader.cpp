#include "ingest/plan/prior_reader.h"

#include "ingest/json/keys.h"

namespace oneway {
namespace {

constexpr std::string_view kKeys[] = {"address",     "mode",       "type",    "name",   "provider_name",
                                      "deposed_key", "depends_on", "tainted", "values", "sensitive_values"};
enum Key {
  kAddress,
  kMode,
  kType,
  kName,
  kProvider,
  kDeposed,
  kDependsOn,
  kTainted,
  kValues,
  kSensitiveValues
};

// What is asked of prior values is names and identifiers; a file's content in one must not cost memory.
constexpr std::size_t kLongestKept = 64 * 1024;

void reset(PriorObject& o) {
  for (std::string* text : {&o.address, &o.mode, &o.type, &o.name, &o.provider, &o.deposed}) text->clear();
  o.tainted = false;
  o.values = o.sensitive_values = Value();
  o.storage.clear();
}

}  // namespace

void PriorReader::read(json::Reader& reader) {
  reset(object_);
  wanted_ = Wanted::NotAsked;
  json::SeenKeys seen;
  object_.storage.begin_object();
  reader.begin_object();
  std::string_view key;
  std::size_t dependencies = 0;
  while (reader.next_key(key)) {
    const int position = seen.find(reader, kKeys, key);
    switch (position) {
      case kAddress:
        json::string_or_null(reader, object_.address);
        break;
      case kMode:
        json::string_or_null(reader, object_.mode);
        break;
      case kType:
        json::string_or_null(reader, object_.type);
        break;
      case kName:
        json::string_or_null(reader, object_.name);
        break;
      case kProvider:
        json::string_or_null(reader, object_.provider);
        break;
      case kDeposed:
        json::string_or_null(reader, object_.deposed);
        break;
      case kTainted:
        object_.tainted = json::flag_or_null(reader);
        break;
      case kDependsOn:
        if (json::enter_array(reader))
          for (; reader.next_element(); ++dependencies) {
            if (dependencies == object_.depends_on.size()) object_.depends_on.emplace_back();
            reader.string(object_.depends_on[dependencies]);
          }
        break;
      case kValues:
      case kSensitiveValues:
        if (wanted_ == Wanted::NotAsked && seen.has(kAddress) && seen.has(kMode) && seen.has(kType))
          wanted_ = visitor_.wants_prior_values(object_) ? Wanted::Yes : Wanted::No;
        keep(reader, kKeys[position]);
        break;
      default:
        reader.skip();
    }
  }
  object_.storage.end();
  object_.depends_on.resize(dependencies);
  if (wanted_ == Wanted::NotAsked) wanted_ = visitor_.wants_prior_values(object_) ? Wanted::Yes : Wanted::No;
  if (wanted_ == Wanted::Yes) {
    object_.values = object_.storage.root()["values"];
    object_.sensitive_values = object_.storage.root()["sensitive_values"];
  }
  if (object_.mode == "managed" && object_.deposed.empty()) ++managed_current_;
  visitor_.prior(object_);
}

void PriorReader::keep(json::Reader& reader, std::string_view name) {
  if (wanted_ == Wanted::No) return reader.skip();
  object_.storage.key(name);
  if (wanted_ == Wanted::NotAsked || reader.peek() != Kind::Object)
    return reader.capture_short(object_.storage, kLongestKept);
  object_.storage.begin_object();
  reader.begin_object();
  std::string_view argument;
  while (reader.next_key(argument)) {
    if (!visitor_.wants_prior_argument(object_, argument)) {
      reader.skip();
      continue;
    }
    object_.storage.key(argument);
    reader.capture_short(object_.storage, kLongestKept);
  }
  object_.storage.end();
}

}  // namespace oneway
