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

constexpr std::string_view kAnswers[] = {"no", "yes", "unknown"};
constexpr std::string_view kConditions[] = {"until", "unless", "while", "before", "as long as"};

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

// "48h", "until the first write", "2h unless compromise is suspected", "none".
std::optional<Declaration::Promise> read_promise(const Source& source, const Node& node,
                                                 std::string_view key) {
  Declaration::Promise promise;
  if (!yaml::read_text(source, node, key, promise.text)) return std::nullopt;
  if (promise.text == "none") {
    promise.seconds = 0;
    return promise;
  }
  const std::size_t blank = promise.text.find(' ');
  promise.seconds = duration_seconds(promise.text.substr(0, blank));
  if (promise.seconds && blank == std::string::npos) return promise;
  promise.condition = promise.seconds ? promise.text.substr(blank + 1) : promise.text;
  for (std::string_view word : kConditions)
    if (promise.condition.starts_with(word) && promise.condition.size() > word.size() + 1) return promise;
  source.error(node, std::string(key) +
                         " is `none`, a length such as 30m, 48h or 7d, what closes it such as "
                         "`until the first write`, or both, got " +
                         promise.text);
  return std::nullopt;
}

template <class Value, class ReadOne>
void read_map(const Source& source, const Node& node, const std::string& what,
              std::span<const std::string_view> keys, ReadOne read_one,
              std::vector<std::pair<std::string, Value>>& into) {
  Fields fields(source, node, what);
  for (std::string_view key : keys)
    if (const Node* value = fields.get(key))
      if (auto read = read_one(source, *value, key)) into.emplace_back(key, std::move(*read));
}

void read_class(Fields& top, RollbackClass& into) {
  std::vector<std::string_view> ids;
  for (RollbackClass c : kAllClasses) ids.push_back(id(c));
  std::string word;
  if (top.require("rollbackClass") && top.one_of("rollbackClass", ids, word))
    into = *rollback_class_from_id(word);
}

// A list that is there says something.
void read_list(Fields& top, std::string_view key, std::vector<std::string>& into) {
  if (top.texts(key, into) && into.empty())
    top.source().error(*top.node().find(key), "`" + std::string(key) + "` is left blank");
}

void read_secret(Fields& top, Declaration::Secret& secret) {
  const Node* node = top.get("secret");
  if (!node) return;
  Fields fields(top.source(), *node, "`secret`");
  const auto answer = [&](std::string_view key, Declaration::Answer& into) {
    std::string word;
    if (!fields.one_of(key, kAnswers, word)) return;
    into = word == "no"    ? Declaration::Answer::No
           : word == "yes" ? Declaration::Answer::Yes
                           : Declaration::Answer::Unknown;
  };
  answer("leaked", secret.leaked);
  answer("revoked", secret.revoked);
  answer("rotationRequired", secret.rotation_required);
  answer("oldValueAccepted", secret.old_value_accepted);
}

void read_all(Fields& top, Declaration& d) {
  top.require_text("id", d.id);
  top.require_text("environment", d.environment);
  read_class(top, d.cls);
  if (const Node* node = top.get("rollbackWindow")) {
    if (node->kind == Node::Kind::Map)
      read_map(top.source(), *node, "rollbackWindow", kWindowParts, read_promise, d.windows);
    else if (auto promise = read_promise(top.source(), *node, "rollbackWindow"))
      d.windows.emplace_back("", std::move(*promise));
  }
  top.text("rollbackMethod", d.method);
  top.text("stateRestoreApprovedBy", d.state_restore_approved_by);
  top.texts("irreversibleEffects", d.irreversible_effects);
  top.text("rollbackUnsafeWhen", d.unsafe_when);
  top.text("rollbackTrigger", d.trigger);
  read_list(top, "approvers", d.approvers);
  if (const Node* node = top.get("expectedDuration"))
    d.expected_duration = read_length(top.source(), *node, "expectedDuration");
  read_list(top, "verification", d.verification);
  read_list(top, "evidence", d.evidence);
  read_secret(top, d.secret);
  if (const Node* node = top.get("rollbackSLO"))
    read_map(top.source(), *node, "rollbackSLO", kObjectives, read_length, d.slo);
}

}  // namespace

std::string_view id(Declaration::Answer a) {
  return a == Declaration::Answer::Open ? "" : kAnswers[static_cast<int>(a) - 1];
}

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
