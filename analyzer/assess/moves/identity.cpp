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

std::optional<std::uint64_t> name_hash(const NameRule& rule, Value values, Value unknown,
                                       Value parents_from) {
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

namespace {

// A template's text between its unknown parts: "a/<x>/b" is {"a/", "/b"}.
using Pieces = std::vector<std::string>;

bool fits(std::string_view text, const Pieces& pieces) {
  if (!text.starts_with(pieces.front())) return false;
  text.remove_prefix(pieces.front().size());
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    const bool last = i + 1 == pieces.size();
    const std::size_t at = last && pieces[i].size() <= text.size() && text.ends_with(pieces[i])
                               ? text.size() - pieces[i].size()
                           : last ? std::string_view::npos
                                  : text.find(pieces[i], 1);
    if (at == std::string_view::npos || at == 0) return false;
    text.remove_prefix(at + pieces[i].size());
  }
  return text.empty();
}

}  // namespace

std::string fill_template(std::string_view text, Value values, Value unknown, Value sensitive,
                          bool& complete) {
  std::string out;
  Pieces pieces{""};
  bool hidden = false;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    const std::string_view literal = text.substr(0, close == std::string_view::npos ? close : open);
    out.append(literal);
    pieces.back().append(literal);
    if (close == std::string_view::npos) break;
    const std::string_view path = text.substr(open + 1, close - open - 1);
    const Value v = values.dotted(path);
    const bool secret =
        masked(sensitive, path) || (moves::known_scalar(v) && looks_like_a_credential(moves::scalar_text(v)));
    if (moves::known_scalar(v) && !any_true(unknown.dotted(path)) && !secret) {
      const std::string_view part = moves::scalar_text(v);
      out.append(part);
      pieces.back().append(part);
    } else {
      hidden = hidden || secret;
      out.append("<").append(path).append(">");
      pieces.emplace_back();
    }
    text.remove_prefix(close + 1);
  }
  if (pieces.size() == 1) return out;
  // Many an id is its own import id: where it fits, it has the parts that no argument tells.
  const Value id = values["id"];
  if (!hidden && pieces.front().size() > 1 && id.is_string() && !any_true(unknown["id"]) &&
      !masked(sensitive, "id") && !looks_like_a_credential(id.text()) && fits(id.text(), pieces))
    return std::string(id.text());
  complete = false;
  return out;
}

}  // namespace oneway
