#include "catalog/yaml/fields.h"

#include <algorithm>

namespace oneway::yaml {

Fields::Fields(const Source& source, const Node& map, std::string what)
    : source_(source), node_(map), what_(std::move(what)) {
  if (!is_map()) source_.error(node_, what_ + " must be a map of keys and values");
}

Fields::~Fields() {
  for (const Node& key : node_.keys) {
    if (std::find(asked_.begin(), asked_.end(), key.text) != asked_.end()) continue;
    std::string hint = did_you_mean(key.text, asked_);
    if (hint.empty()) {
      for (std::string_view known : asked_) hint += (hint.empty() ? "" : ", ") + std::string(known);
      hint = " (it knows: " + hint + ")";
    }
    source_.error(key, "unknown key `" + key.text + "` in " + what_ + hint);
  }
}

const Node* Fields::get(std::string_view key) {
  asked_.push_back(key);
  return node_.find(key);
}

const Node* Fields::require(std::string_view key) {
  const Node* found = get(key);
  if (!found && is_map()) source_.error(node_, what_ + " has no `" + std::string(key) + "`");
  return found;
}

bool Fields::text(std::string_view key, std::string& into) {
  const Node* found = get(key);
  return found && read_text(source_, *found, "`" + std::string(key) + "`", into);
}

bool Fields::require_text(std::string_view key, std::string& into) {
  const Node* found = require(key);
  return found && read_text(source_, *found, "`" + std::string(key) + "`", into);
}

bool Fields::flag(std::string_view key, bool& into) {
  const Node* found = get(key);
  if (!found) return false;
  if (found->kind == Node::Kind::Scalar && !found->quoted &&
      (found->text == "true" || found->text == "false")) {
    into = found->text == "true";
    return true;
  }
  source_.error(*found, "`" + std::string(key) + "` must be true or false");
  return false;
}

bool Fields::texts(std::string_view key, std::vector<std::string>& into) {
  const std::string what = "each of `" + std::string(key) + "`";
  std::vector<std::string> read;
  const bool there = each(key, [&](const Node& item) {
    std::string text;
    if (read_text(source_, item, what, text)) read.push_back(std::move(text));
  });
  if (there) into = std::move(read);
  return there;
}

bool Fields::one_of(std::string_view key, std::span<const std::string_view> words, std::string& into) {
  const Node* found = get(key);
  return found && read_word(source_, *found, "`" + std::string(key) + "`", words, into);
}

bool Fields::expect_list(const Node& node, std::string_view key) const {
  if (node.kind == Node::Kind::List) return true;
  source_.error(node, "`" + std::string(key) + "` must be a list");
  return false;
}

bool read_text(const Source& source, const Node& node, std::string_view what, std::string& into) {
  if (node.kind != Node::Kind::Scalar || node.text.empty()) {
    source.error(node, std::string(what) + " must be a text that is not empty");
    return false;
  }
  into = node.text;
  return true;
}

bool read_word(const Source& source, const Node& node, std::string_view what,
               std::span<const std::string_view> words, std::string& into) {
  std::string found;
  if (!read_text(source, node, what, found)) return false;
  if (std::find(words.begin(), words.end(), found) == words.end()) {
    const std::vector<std::string_view> known(words.begin(), words.end());
    source.error(node, std::string(what) + " does not know `" + found + "`" + did_you_mean(found, known));
    return false;
  }
  into = found;
  return true;
}

}  // namespace oneway::yaml
