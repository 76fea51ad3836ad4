// Objects of a state out of captured JSON, for each form that states come in.
#pragma once
#include "ingest/state/visitor.h"

namespace oneway {

// What the resource of a raw state says about all of its instances.
struct StateResource {
  std::string module, mode, type, name, provider;
};

// Each gives nullopt when the JSON lacks what an object must have or has a form that engines refuse; `why`
// says what.
std::optional<StateInstance> raw_instance(const StateResource& resource, Value instance, std::string& why);
std::optional<StateInstance> shown_instance(Value resource, std::string& why);
// `key` is the resource's name in a module of version 1 to 3 ("data.a.b.0"); `object` its primary or a
// deposed object.
std::optional<StateInstance> legacy_instance(Value module_path, std::string_view key, Value resource,
                                             Value object, std::string& why);

}  // namespace oneway
