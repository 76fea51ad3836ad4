#include "assess/moves/identity.h"

#include "assess/evidence.h"
#include "assess/moves/hash.h"

namespace oneway {
namespace moves {
namespace {

bool known_scalar(Value v) {
  return (v.is_string() && !v.text().empty()) || v.is_number() || v.is_bool();
}

std::string_view scalar_text(Value v) {
  return v.is_bool() ? (v.is_true() ? "true" : "false") : v.text();
}

}  // namespace

bool unique_name(const NameRule& rule) {
  return !rule.arguments.empty() && rule.scope != "none";
}

namespace {
// A parent that a replacement does not know yet (a project, a network) is taken to stay; a name is not.
bool is_parent(std::string_view argument) {
  return !argument.ends_with("name") && !argument.ends_with("identifier") && !argument.ends_with("prefix");
}
}  // namespace

std::optional<std::uint64_t> name_hash(const NameRule& rule, Value values, Value unknown, Value parents_from) {
  for (const std::string& prefix : rule.generated_by)
    if (!values.dotted(prefix).empty_value()) return std::nullopt;
  std::uint64_t h = 0;
  for (const std::string& argument : rule.arguments) {
    Value v = values.dotted(argument);
    if (!known_scalar(v) || any_true(unknown.dotted(argument))) {
      v = is_parent(argument) && rule.arguments.size() > 1 ? parents_from.dotted(argument) : Value();
      if (!known_scalar(v)) return std::nullopt;
    }
    h = combine(h, hash_text(scalar_text(v)));
  }
  return h;
}

void identify(MatchRecord& record, Value values, Value unknown, Value sensitive, Value identity) {
  using Kind = Identity::Kind;
  auto add = [&](Kind kind, std::size_t rule, std::uint64_t hash) {
    record.identities.push_back({kind, static_cast<std::uint8_t>(rule), hash});
  };
  if (record.facts != nullptr && !record.facts->import_id.empty()) {
    bool complete = true;
    std::string id = fill_template(record.facts->import_id, values, unknown, sensitive, complete);
    if (complete) {
      add(Kind::ImportId, 0, hash_text(id));
      record.import_id = std::move(id);
    }
  }
  for (const auto& [kind, attribute] : {std::pair{Kind::Id, "id"}, std::pair{Kind::Arn, "arn"}}) {
    const Value v = values[attribute];
    if (v.is_string() && !v.text().empty() && !any_true(unknown[attribute]))
      add(kind, 0, hash_text(v.text()));
  }
  if (identity.is_object()) add(Kind::Resource, 0, hash_text(identity.to_canonical_json()));
  if (record.facts == nullptr) return;
  for (std::size_t i = 0; i < record.facts->names.size() && i < 256; ++i)
    if (unique_name(record.facts->names[i]))
      if (const auto h = name_hash(record.facts->names[i], values, unknown)) add(Kind::Name, i, *h);
}

}  // namespace moves

std::string fill_template(std::string_view text, Value values, Value unknown, Value sensitive,
                          bool& complete) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    out.append(text.substr(0, close == std::string_view::npos ? close : open));
    if (close == std::string_view::npos) break;
    const std::string_view path = text.substr(open + 1, close - open - 1);
    const Value v = values.dotted(path);
    if (moves::known_scalar(v) && !any_true(unknown.dotted(path)) && !masked(sensitive, path)) {
      out.append(moves::scalar_text(v));
    } else {
      out.append("<").append(path).append(">");
      complete = false;
    }
    text.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace oneway
