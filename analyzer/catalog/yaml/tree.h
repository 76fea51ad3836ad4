// A YAML document as a plain tree that remembers where everything stood.
//
// Hostile input is bounded: anchors, aliases and tags are refused (no alias bombs), so are duplicate keys,
// keys that are not scalars, a second document, more than kMaxDepth levels and more than kMaxBytes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "catalog/yaml/diagnostics.h"

namespace oneway::yaml {

inline constexpr std::size_t kMaxBytes = 4u << 20;
inline constexpr std::size_t kMaxDepth = 64;

struct Node {
  enum class Kind : unsigned char { Null, Scalar, List, Map };
  Kind kind = Kind::Null;
  bool quoted = false;  // a scalar in quotes is always text
  int line = 0, column = 0;
  std::string text;         // Scalar
  std::vector<Node> keys;   // Map: scalars, as many as items
  std::vector<Node> items;  // List, Map

  const Node* find(std::string_view key) const;  // nullptr if absent or not a map
};

// The one document of `text`. Faults (an empty text is one) go to `out` and give a Null node.
Node parse(std::string_view text, const std::string& file, Diagnostics& out);
// The same from a file; `shown_as` names it in messages.
Node load(const std::string& path, const std::string& shown_as, Diagnostics& out);
// All documents of a stream, as Kubernetes manifests come; an unreadable stream gives none.
std::vector<Node> parse_all(std::string_view text);

// Plain scalars that YAML reads as numbers ("7", "0.5", "-1").
bool is_number(std::string_view text);

}  // namespace oneway::yaml
