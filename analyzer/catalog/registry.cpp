#include "catalog/registry.h"

#include <algorithm>

#include "catalog/blob.h"
#include "catalog/codec.h"

namespace oneway {
namespace {

// All rows of a table, decoded together on first use: these are small.
template <class T>
std::vector<T> decode_all(TableId table) {
  const Blob& blob = builtin_blob();
  std::vector<T> rows;
  for (std::size_t row = 0; row < blob.size(table); ++row)
    rows.push_back(codec::decode<T>(blob.record(table, row)));
  return rows;
}

}  // namespace

const std::vector<CodeInfo>& all_codes() {
  static const std::vector<CodeInfo> codes = decode_all<CodeInfo>(TableId::Codes);
  return codes;
}

const std::vector<RepairInfo>& all_repairs() {
  static const std::vector<RepairInfo> repairs = decode_all<RepairInfo>(TableId::Repairs);
  return repairs;
}

const std::vector<PlaybookInfo>& all_playbooks() {
  static const std::vector<PlaybookInfo> playbooks = decode_all<PlaybookInfo>(TableId::Playbooks);
  return playbooks;
}

const std::vector<LoopInfo>& all_loops() {
  static const std::vector<LoopInfo> loops = decode_all<LoopInfo>(TableId::Loops);
  return loops;
}

const PlaybookInfo* playbook(std::string_view id) {
  for (const PlaybookInfo& p : all_playbooks())
    if (p.id == id) return &p;
  return nullptr;
}

const CodeInfo* code(std::string_view code) {
  const auto& all = all_codes();
  const auto at =
      std::lower_bound(all.begin(), all.end(), code,
                       [](const CodeInfo& c, std::string_view wanted) { return c.code < wanted; });
  return at != all.end() && at->code == code ? &*at : nullptr;
}

const RepairInfo* repair(std::string_view pattern) {
  for (const RepairInfo& r : all_repairs())
    if (r.pattern == pattern) return &r;
  return nullptr;
}

const SurfaceRules& surface_rules() {
  static const SurfaceRules rules = codec::decode<SurfaceRules>(builtin_blob().record(TableId::Surfaces, 0));
  return rules;
}

const ClassInfo& describe(RollbackClass c) {
  static const std::vector<ClassInfo> classes = [] {
    std::vector<ClassInfo> all = decode_all<ClassInfo>(TableId::Classes);
    std::sort(all.begin(), all.end(), [](const ClassInfo& a, const ClassInfo& b) { return a.cls < b.cls; });
    return all;
  }();
  return classes.at(static_cast<std::size_t>(c));
}

}  // namespace oneway
