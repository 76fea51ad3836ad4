#include "assess/evidence.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>

namespace oneway {
namespace {

constexpr std::size_t kLongestShown = 120;
constexpr std::size_t kShortestSecret = 6;

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& ch : out) ch = static_cast<char>(std::tolower(static_cast<unsigned char>(ch)));
  return out;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Names in which a secret word says something about a secret without being one.
constexpr std::array<std::string_view, 20> kHarmlessNames = {
    "secret_name",     "secret_id",    "secret_arn",       "secret_version",    "password_length",
    "password_policy", "key_id",       "kms_key",          "key_arn",           "key_name",
    "token_validity",  "token_ttl",    "manage_master",    "rotation",          "recovery_window",
    "key_ring",        "key_vault_id", "minimum_password", "_token_expiration", "secret_key_ref"};
constexpr std::array<std::string_view, 17> kSecretNames = {
    "password",   "passwd",      "secret",        "token",          "private_key",     "credential",
    "api_key",    "apikey",      "access_key",    "connection_str", "auth_key",        "encryption_key",
    "passphrase", "client_cert", "shared_access", "sas_url",        "certificate_body"};
constexpr std::array<std::string_view, 19> kSecretStarts = {
    "AKIA",     "ASIA",     "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-",  "xapp-",
    "sk_live_", "rk_live_", "SG.",  "eyJ",  "AIza", "ya29.",       "hvs.",   "npm_",  "dop_v1_"};

bool high_entropy(std::string_view s) {
  if (s.size() < 20) return false;
  int classes[3] = {0, 0, 0};
  for (unsigned char ch : s) {
    if (std::isdigit(ch))
      classes[0]++;
    else if (std::isupper(ch))
      classes[1]++;
    else if (std::islower(ch))
      classes[2]++;
    else if (ch != '+' && ch != '/' && ch != '=' && ch != '_' && ch != '-')
      return false;
  }
  return classes[0] >= 2 && classes[1] >= 3 && classes[2] >= 3;
}

// user:password@ inside a URL, and Key=Value connection strings.
bool carries_a_credential(std::string_view s) {
  if (std::size_t scheme = s.find("://"); scheme != std::string_view::npos) {
    const std::size_t at = s.find('@', scheme), colon = s.find(':', scheme + 3);
    if (at != std::string_view::npos && colon != std::string_view::npos && colon < at) return true;
  }
  const std::string low = lower(s);
  for (std::string_view mark :
       {"password=", "pwd=", "accountkey=", "sharedaccesskey=", "secret=", "token=", "sig="})
    if (contains(low, mark)) return true;
  return false;
}

std::string fingerprint(Value v) {
  char text[32];
  std::snprintf(text, sizeof text, "\"(hidden #%06x)\"", static_cast<unsigned>(content_hash(v) >> 40));
  return text;
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return "\"" + std::to_string(n) + " " + std::string(n == 1 ? one : many) + "\"";
}

}  // namespace

bool names_a_secret(std::string_view path) {
  const std::string low = lower(path);
  const std::string_view last =
      std::string_view(low).substr(low.rfind('.') == std::string::npos ? 0 : low.rfind('.') + 1);
  if (std::any_of(kHarmlessNames.begin(), kHarmlessNames.end(), [&](auto w) { return contains(last, w); }))
    return false;
  return std::any_of(kSecretNames.begin(), kSecretNames.end(), [&](auto w) { return contains(last, w); });
}

bool looks_like_a_secret(std::string_view s) {
  if (contains(s, "-----BEGIN") || carries_a_credential(s)) return true;
  if (s.size() >= 16 && std::any_of(kSecretStarts.begin(), kSecretStarts.end(),
                                    [&](auto start) { return s.starts_with(start); }))
    return true;
  return high_entropy(s);
}

bool masked(Value mask, std::string_view path) {
  if (mask.is_true()) return true;
  for (std::size_t dot = path.find('.');; dot = path.find('.', dot + 1)) {
    if (mask.dotted(path.substr(0, dot)).is_true()) return true;
    if (dot == std::string_view::npos) return false;
  }
}

std::string shown(Value v, std::string_view path, bool is_masked, bool& hidden) {
  switch (v.kind()) {
    case Kind::Missing:
      return "";
    case Kind::Null:
      return "null";
    case Kind::Array:
      return counted(v.size(), "element", "elements");
    case Kind::Object:
      return counted(v.size(), "entry", "entries");
    default:
      break;
  }
  const bool secret = is_masked || (v.is_string() && !v.text().empty() &&
                                    (names_a_secret(path) || looks_like_a_secret(v.text())));
  if (secret) {
    hidden = true;
    return fingerprint(v);
  }
  if (v.is_string() && v.text().size() > kLongestShown)
    return "\"text of " + std::to_string(v.text().size()) + " bytes\"";
  return v.to_json();
}

Evidence evidence(const Change& c, std::string_view path) {
  Evidence e;
  e.path = path;
  e.before = shown(c.before.dotted(path), path, masked(c.before_sensitive, path), e.hidden);
  e.after = shown(c.after.dotted(path), path, masked(c.after_sensitive, path), e.hidden);
  e.unknown = masked(c.after_unknown, path);
  return e;
}

Evidence statement(std::string path, std::string_view text) {
  Document d;
  d.string(text.substr(0, 200));
  Evidence e;
  e.path = std::move(path);
  e.after = d.root().to_json();
  return e;
}

std::uint64_t KnownSecrets::hash(std::string_view text) {
  return std::hash<std::string_view>{}(text);
}

void KnownSecrets::add(Value v) {
  std::vector<Value> open{v};
  while (!open.empty()) {
    const Value next = open.back();
    open.pop_back();
    if (next.is_string() && next.text().size() >= kShortestSecret) hashes_.insert(hash(next.to_json()));
    for (auto [key, value] : next.elements()) open.push_back(value);
  }
}

void KnownSecrets::add_masked(Value v, Value mask) {
  std::vector<std::pair<Value, Value>> open{{v, mask}};
  while (!open.empty()) {
    const auto [next, marks] = open.back();
    open.pop_back();
    if (marks.is_true()) {
      add(next);
    } else if (marks.is_object()) {
      for (auto [key, inner] : marks.members()) open.emplace_back(next[key], inner);
    } else if (marks.is_array()) {
      std::size_t i = 0;
      for (auto [key, inner] : marks.elements()) open.emplace_back(next.at(i++), inner);
    }
  }
}

void KnownSecrets::scrub(std::vector<Evidence>& list) const {
  for (Evidence& e : list)
    for (std::string* side : {&e.before, &e.after})
      if (side->size() > 2 && side->front() == '"' && hashes_.contains(hash(*side))) {
        *side = "\"(hidden)\"";
        e.hidden = true;
      }
}

}  // namespace oneway
