#include <fstream>
#include <span>

#include "catalog/duration.h"
#include "catalog/yaml/fields.h"
#include "declaration/declaration.h"
#include "model/error.h"

namespace oneway {
namespace {

using yaml::Fields;
using yaml::Node;
using yaml::Source;

constexpr std::string_view kParts[] = {"appImage", "databaseSchema", "secretRotation", "infrastructureModule",
                                       "policyRule"};
constexpr std::string_view kObjectives[] = {"detect", "decide", "execute", "verify", "evidence"};

std::optional<Declaration::Length> read_length(const Source& source, const Node& node, std::string_view key) {
  Declaration::Length length;
  if (!yaml::read_text(source, node, key, length.text)) return std::nullopt;
  const auto seconds = duration_seconds(length.text);
  if (!seconds) {
    source.error(node, std::string(key) + " is a length such as 30m, 48h or 7d, got " + length.text);
    return std::nullopt;
  }
  length.seconds = *seconds;
  return length;
}

void read_lengths(const Source& source, const Node& node, const std::string& what,
                  std::span<const std::string_view> keys,
                  std::vector<std::pair<std::string, Declaration::Length>>& into) {
  Fields fields(source, node, what);
  for (std::string_view key : keys)
    if (const Node* value = fields.get(key))
      if (auto length = read_length(source, *value, key)) into.emplace_back(key, std::move(*length));
}

void read_class(Fields& top, RollbackClass& into) {
  std::vector<std::string_view> ids;
  for (RollbackClass c : kAllClasses) ids.push_back(id(c));
  std::string word;
  if (top.require("rollbackClass") && top.one_of("rollbackClass", ids, word))
    into = *rollback_class_from_id(word);
}

void read_all(Fields& top, Declaration& d) {
  top.require_text("id", d.id);
  top.require_text("environment", d.environment);
  read_class(top, d.cls);
  if (const Node* node = top.get("rollbackWindow")) {
    if (node->kind == Node::Kind::Map)
      read_lengths(top.source(), *node, "rollbackWindow", kParts, d.windows);
    else if (auto length = read_length(top.source(), *node, "rollbackWindow"))
      d.windows.emplace_back("", std::move(*length));
  }
  top.text("rollbackMethod", d.method);
  top.text("stateRestoreApprovedBy", d.state_restore_approved_by);
  top.texts("irreversibleEffects", d.irreversible_effects);
  top.text("rollbackUnsafeWhen", d.unsafe_when);
  top.text("rollbackTrigger", d.trigger);
  top.texts("approvers", d.approvers);
  if (const Node* node = top.get("expectedDuration"))
    d.expected_duration = read_length(top.source(), *node, "expectedDuration");
  top.texts("verification", d.verification);
  top.texts("evidence", d.evidence);
  if (const Node* node = top.get("rollbackSLO"))
    read_lengths(top.source(), *node, "rollbackSLO", kObjectives, d.slo);
}

}  // namespace

Declaration read_declaration(const std::string& text, const std::string& file) {
  Declaration declaration;
  declaration.file = file;
  Diagnostics out;
  const Source source{file, &out};
  const Node tree = yaml::parse(text, file, out);
  if (!out.has_errors()) {
    Fields top(source, tree, "the declaration");
    read_all(top, declaration);
  }
  if (out.has_errors()) throw UsageError("the declaration cannot be used:\n" + out.to_string());
  return declaration;
}

Declaration load_declaration(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw UsageError("cannot read the declaration " + path);
  std::string text(yaml::kMaxBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return read_declaration(text, path);
}

}  // namespace oneway
