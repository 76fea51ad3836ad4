// The one Kubernetes object of a manifest's text (YAML or JSON) as plain values.
#pragma once
#include <string_view>

#include "model/value.h"

namespace oneway {

// Empty if the text holds no object, several, or cannot be read.
Document object_in(std::string_view manifest);

}  // namespace oneway
