#include "assess/plan/provider_constants.h"

#include <vector>

namespace oneway {
namespace {

bool is_expression(Value v) {
  return v.is_object() && (v.size() == 0 || v["constant_value"] || v["references"]);
}

// Blocks nest a few levels at most; anything deeper is left out rather than followed.
constexpr int kDeepestBlock = 16;

void copy_constants(Value v, Document& out, int depth) {
  if (v.is_array()) {
    out.begin_array();
    for (auto [key, element] : v.elements())
      if (depth < kDeepestBlock && element.is_object()) copy_constants(element, out, depth + 1);
    out.end();
    return;
  }
  out.begin_object();
  for (auto [key, member] : v.members()) {
    if (is_expression(member)) {
      if (!member["constant_value"]) continue;
      out.key(key);
      out.copy(member["constant_value"]);
    } else if (depth < kDeepestBlock && (member.is_object() || member.is_array())) {
      out.key(key);
      copy_constants(member, out, depth + 1);
    }
  }
  out.end();
}

}  // namespace

Document constants_of(Value expressions) {
  Document out;
  if (expressions.is_object()) copy_constants(expressions, out, 0);
  return out;
}

}  // namespace oneway
