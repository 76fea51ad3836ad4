// Brings a value into the form its description asks for: every attribute and block is there, null or empty if
// unset.
//
// A dynamic value is [type as bytes, value] on the wire and {"type", "value"} in states and in the world.
#pragma once
#include <functional>

#include "description.h"

namespace simcloud {

enum class Form { Wire, File };

json shape(const Block& block, const json& value, Form form);
json shape_type(const json& type, const json& value, Form form);
// Applies `change` to each element of a nested value, whatever its nesting; null and unknown stay.
json map_nested(Nesting nesting, const json& value, const std::function<json(const json&)>& change);

}  // namespace simcloud
