// Values at a path of the surface rules: steps into every element of a list, and into JSON text at "@json".
#pragma once
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "model/value.h"

namespace oneway {

class Paths {
 public:
  // Everything that stands at `path` below `root`, lists taken apart, nulls left out. The values live as long
  // as this and the document of `root`. At most kMost of them.
  std::vector<Value> at(Value root, std::string_view path);
  // The scalars among them as text; a `true` gives the last step's name.
  std::vector<std::string> texts(Value root, std::string_view path);
  // Was there JSON text that could not be read?
  bool broken() const { return broken_; }

  static constexpr std::size_t kMost = 4096;

 private:
  Value parsed(Value text);
  std::list<Document> documents_;
  bool broken_ = false;
};

// Is `path`, or something on the way to it, unknown after apply (or sensitive)? Lists count as a whole.
bool marked(Value mask, std::string_view path);

}  // namespace oneway
