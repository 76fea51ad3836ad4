#include "catalog/compile/compile.h"

#include <algorithm>

#include "catalog/blob.h"
#include "catalog/codec.h"
#include "catalog/digest.h"

namespace oneway {
namespace {

// "Microsoft.KeyVault/vaults" out of ".../providers/Microsoft.KeyVault/vaults/{name}": an import id names its
// ARM type.
std::string arm_type_of(const TypeFacts& type) {
  static constexpr std::string_view kMarker = "/providers/Microsoft.";
  if (!type.arm_type.empty()) return type.arm_type;
  const std::size_t at = type.import_id.rfind(kMarker);
  if (at == std::string::npos) return {};
  std::string name;
  std::size_t from = at + std::string_view("/providers/").size();
  for (int segment = 0; from < type.import_id.size(); ++segment) {
    const std::size_t end = std::min(type.import_id.find('/', from), type.import_id.size());
    const std::string part = type.import_id.substr(from, end - from);
    const bool is_name = segment >= 2 && segment % 2 == 0;
    if (!is_name) {
      if (part.find('{') != std::string::npos) return {};
      name += (name.empty() ? "" : "/") + part;
    }
    from = end + 1;
  }
  return name;
}

// Of several types for one ARM type the one that holds most: what it is not told, it must not take for
// harmless.
std::map<std::string, const TypeFacts*> arm_names(const std::vector<TypeFacts>& types) {
  std::map<std::string, const TypeFacts*> names;
  for (const TypeFacts& type : types) {
    const std::string name = folded(arm_type_of(type));
    if (name.empty()) continue;
    const TypeFacts*& best = names[name];
    if (!best || best->holds < type.holds) best = &type;
  }
  return names;
}

void add_siblings(const PrefixRule& rule, const std::vector<TypeFacts>& types,
                  std::map<std::string, std::string>& table) {
  for (const auto& [rest, type] : rule.renamed) table.emplace(folded(rule.name_space + rest), type);
  if (rule.sibling.empty()) return;
  for (const TypeFacts& type : types)
    if (type.type.starts_with(rule.sibling))
      table.emplace(folded(rule.name_space + type.type.substr(rule.sibling.size())), type.type);
}

}  // namespace

std::string compile_rules(const RuleSet& rules) {
  BlobTables tables;
  const auto table = [&](TableId id) -> std::map<std::string, std::string>& {
    return tables[static_cast<std::size_t>(id)];
  };
  for (const TypeFacts& type : rules.types) {
    table(TableId::Types)[type.type] = codec::encode(type);
    for (const std::string& old : type.moved_from) table(TableId::Successors).emplace(old, type.type);
    if (!type.cloudformation.empty())
      table(TableId::Cloudformation).emplace(folded(type.cloudformation), type.type);
  }
  for (const auto& [name, type] : arm_names(rules.types)) table(TableId::Arm)[name] = type->type;
  for (const PrefixRule& rule : rules.inference.prefixes)
    add_siblings(rule, rules.types, table(TableId::Cloudformation));
  for (const CodeInfo& code : rules.codes) table(TableId::Codes)[code.code] = codec::encode(code);
  for (const RepairInfo& repair : rules.repairs)
    table(TableId::Repairs)[repair.pattern] = codec::encode(repair);
  for (const ClassInfo& c : rules.classes) table(TableId::Classes)[std::string(id(c.cls))] = codec::encode(c);
  for (const PlaybookInfo& p : rules.playbooks) table(TableId::Playbooks)[p.id] = codec::encode(p);
  for (const LoopInfo& l : rules.loops) table(TableId::Loops)[l.id] = codec::encode(l);
  table(TableId::Surfaces)[""] = codec::encode(rules.surfaces);
  table(TableId::Inference)[""] = codec::encode(rules.inference);

  std::string everything;
  for (const auto& rows : tables)
    for (const auto& [key, record] : rows) everything += key + '\0' + record + '\0';
  return write_blob(tables, sha256_hex(everything));
}

}  // namespace oneway
