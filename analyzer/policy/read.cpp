#include <charconv>
#include <filesystem>
#include <fstream>

#include "catalog/registry.h"
#include "catalog/words.h"
#include "catalog/yaml/fields.h"
#include "model/error.h"
#include "policy/policy.h"

namespace oneway {
namespace {

using yaml::Fields;
using yaml::Node;
using yaml::Source;

constexpr int kDefaultDays = 90;
constexpr std::string_view kSurfacesKey = "surfaces";

std::vector<std::string_view> class_ids() {
  std::vector<std::string_view> ids;
  for (RollbackClass c : kAllClasses) ids.push_back(id(c));
  return ids;
}

std::optional<RollbackClass> read_class(const Source& source, const Node& node) {
  static const auto ids = class_ids();
  std::string word;
  if (!yaml::read_word(source, node, "a rollback class", ids, word)) return std::nullopt;
  return rollback_class_from_id(word);
}

std::optional<RollbackClass> read_class(Fields& fields, std::string_view key) {
  const Node* node = fields.get(key);
  return node ? read_class(fields.source(), *node) : std::nullopt;
}

template <class Integer>
void read_number(Fields& fields, std::string_view key, Integer least, Integer most,
                 std::optional<Integer>& into) {
  const Node* node = fields.get(key);
  std::string text;
  if (!node || !yaml::read_text(fields.source(), *node, "a number", text)) return;
  Integer value{};
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size() || value < least || value > most)
    fields.source().error(*node, std::string(key) + " takes a whole number from " + std::to_string(least) +
                                     " to " + std::to_string(most));
  else
    into = value;
}

// A code that no report can show would never fail anything: it is misspelt.
void check_code(const Source& source, const Node& node) {
  if (node.kind != Node::Kind::Scalar || code(node.text)) return;
  std::vector<std::string_view> known;
  for (const CodeInfo& c : all_codes()) known.push_back(c.code);
  source.error(node, "there is no code `" + node.text + "`" + did_you_mean(node.text, known));
}

void read_codes(Fields& fields, std::string_view key, std::vector<std::string>& into) {
  if (!fields.texts(key, into)) return;
  for (const Node& item : fields.get(key)->items) check_code(fields.source(), item);
}

void read_flag(Fields& fields, std::string_view key, std::optional<bool>& into) {
  bool value = false;
  if (fields.flag(key, value)) into = value;
}

// {prod: {fail_on: forward-only}, ...}
void read_class_map(Fields& fields, std::string_view key, std::map<std::string, RollbackClass>& into) {
  const Node* node = fields.get(key);
  if (!node) return;
  if (node->kind != Node::Kind::Map)
    return fields.source().error(*node, std::string(key) + " takes a map of names to {fail_on: CLASS}");
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    std::string name;
    if (key == kSurfacesKey &&
        !yaml::read_word(fields.source(), node->keys[i], "`surfaces`", kSurfaces, name))
      continue;
    Fields inner(fields.source(), node->items[i], "an entry of " + std::string(key));
    if (const auto cls = read_class(inner, "fail_on")) into[node->keys[i].text] = *cls;
  }
}

void read_acknowledgement(const Source& source, const Node& node, Day today, Policy& policy) {
  Fields fields(source, node, "an acknowledgement");
  Acknowledgement ack;
  ack.place = source.file + ":" + std::to_string(node.line);
  if (fields.text("code", ack.code)) check_code(source, *fields.get("code"));
  ack.cls = read_class(fields, "class");
  if (ack.code.empty() && !ack.cls) source.error(node, "an acknowledgement names a code or a class");
  fields.require_text("address", ack.address);
  fields.require_text("reason", ack.reason);
  fields.require_text("approved_by", ack.approved_by);
  fields.text("change_digest", ack.change_digest);
  std::string expires;
  if (fields.require_text("expires", expires)) {
    const Node& at = *fields.get("expires");
    const auto day = parse_day(expires);
    if (!day)
      source.error(at, "expires is a date such as 2027-01-31, got " + expires);
    else if (*day - today > policy.longest_acknowledgement_days)
      source.error(at, "expires is more than " + std::to_string(policy.longest_acknowledgement_days) +
                           " days away (acknowledge_for_at_most_days)");
    else
      ack.expires = *day;
  }
  policy.acknowledgements.push_back(std::move(ack));
}

// Folders of facts, relative to the policy's own folder: the same wherever the program is started.
void read_rules(Fields& top, Policy& policy) {
  namespace fs = std::filesystem;
  top.each("rules", [&](const Node& node) {
    std::string text;
    if (!yaml::read_text(top.source(), node, "a folder of rules", text)) return;
    const fs::path path = (fs::path(policy.file).parent_path() / text).lexically_normal();
    std::error_code fault;
    if (text.empty() || (!fs::is_directory(path, fault) && !fs::is_regular_file(path, fault)))
      return top.source().error(node, "no folder or file of rules: " + path.string());
    policy.rules.push_back(path.string());
  });
}

void read_all(Fields& top, Day today, Policy& policy) {
  policy.fail_on = read_class(top, "fail_on");
  policy.warn_on = read_class(top, "warn_on");
  read_class_map(top, "environments", policy.fail_on_environment);
  read_class_map(top, kSurfacesKey, policy.fail_on_surface);
  read_codes(top, "fail", policy.fail_codes);
  read_codes(top, "warn", policy.warn_codes);
  if (const Node* node = top.get("protect")) {
    Fields protect(top.source(), *node, "protect");
    protect.texts("addresses", policy.protected_addresses);
    protect.texts("types", policy.protected_types);
  }
  if (const Node* node = top.get("limits")) {
    Fields limits(top.source(), *node, "limits");
    read_number<std::uint64_t>(limits, "destroys", 0, 1'000'000, policy.most_destroys);
    read_number<int>(limits, "percent_destroyed", 0, 100, policy.most_percent_destroyed);
  }
  read_flag(top, "acknowledge_in_policy", policy.acknowledge_in_policy);
  read_flag(top, "acknowledge_in_source", policy.acknowledge_in_source);
  std::optional<int> days;
  read_number<int>(top, "acknowledge_for_at_most_days", 1, 3660, days);
  policy.longest_acknowledgement_days = days.value_or(kDefaultDays);
  read_rules(top, policy);
  top.each("acknowledge", [&](const Node& n) { read_acknowledgement(top.source(), n, today, policy); });
}

}  // namespace

Policy read_policy(const std::string& text, const std::string& file, Day today) {
  Policy policy;
  policy.file = file;
  Diagnostics out;
  const Source source{file, &out};
  const Node tree = yaml::parse(text, file, out);
  if (!out.has_errors() && tree.kind != Node::Kind::Null) {
    Fields top(source, tree, "the policy");
    read_all(top, today, policy);
  }
  if (out.has_errors()) throw UsageError("the policy cannot be used:\n" + out.to_string());
  return policy;
}

Policy load_policy(const std::string& path, Day today) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw UsageError("cannot read the policy " + path);
  std::string text;
  text.resize(yaml::kMaxBytes + 1);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return read_policy(text, path, today);
}

}  // namespace oneway
