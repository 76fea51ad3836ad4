#include "model/secret.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace oneway {
namespace {

// Names in which a secret word says something about a secret without being one.
constexpr auto kHarmlessNames = std::to_array<std::string_view>(
    {"secret_name",     "secret_id",    "secret_arn",       "secret_version",    "password_length",
     "password_policy", "key_id",       "kms_key",          "key_arn",           "key_name",
     "token_validity",  "token_ttl",    "manage_master",    "rotation",          "recovery_window",
     "key_ring",        "key_vault_id", "minimum_password", "_token_expiration", "secret_key_ref"});
constexpr auto kSecretNames = std::to_array<std::string_view>(
    {"password", "passwd", "secret", "token", "private_key", "credential", "api_key", "apikey", "access_key",
     "connection_str", "auth_key", "encryption_key", "passphrase", "client_cert", "shared_access", "sas_url",
     "certificate_body"});

// How the tokens of well-known services begin; what follows is at least ten characters.
constexpr auto kBeginnings = std::to_array<std::string_view>({"AKIA",
                                                              "ASIA",
                                                              "ABIA",
                                                              "ACCA",
                                                              "ghp_",
                                                              "gho_",
                                                              "ghs_",
                                                              "ghu_",
                                                              "ghr_",
                                                              "github_pat_",
                                                              "glpat-",
                                                              "glrt-",
                                                              "gldt-",
                                                              "xoxb-",
                                                              "xoxp-",
                                                              "xoxa-",
                                                              "xoxs-",
                                                              "xoxr-",
                                                              "xapp-",
                                                              "sk_live_",
                                                              "rk_live_",
                                                              "sk_test_",
                                                              "rk_test_",
                                                              "whsec_",
                                                              "SG.",
                                                              "eyJ",
                                                              "AIza",
                                                              "ya29.",
                                                              "GOCSPX-",
                                                              "hvs.",
                                                              "hvb.",
                                                              "hvr.",
                                                              "npm_",
                                                              "pypi-",
                                                              "dop_v1_",
                                                              "dckr_pat_",
                                                              "shpat_",
                                                              "shpss_",
                                                              "sq0atp-",
                                                              "sq0csp-",
                                                              "ATATT",
                                                              "lin_api_",
                                                              "AGE-SECRET-KEY-",
                                                              "sk-ant-",
                                                              "sk-proj-",

                                                              "PMAK-",
                                                              "NRAK-",

                                                              "EAAC",
                                                              "figd_",
                                                              "tskey-"});
constexpr std::size_t kShortestToken = 16;
constexpr auto kPairs = std::to_array<std::string_view>(
    {"password=", "passwd=", "pwd=", "accountkey=", "sharedaccesskey=", "secret=", "token=", "sig=",
     "api_key=", "apikey=", "access_key=", "private_key=", "bearer ", "basic ", "authorization:"});

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool is_alphanumeric(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

// A token of a known make, anywhere in `text` where a word may begin.
bool holds_a_token(std::string_view text) {
  for (std::string_view beginning : kBeginnings)
    for (std::size_t at = text.find(beginning); at != std::string_view::npos;
         at = text.find(beginning, at + 1)) {
      if (at > 0 && (is_alphanumeric(text[at - 1]) || text[at - 1] == '_')) continue;
      std::size_t end = at + beginning.size();
      while (end < text.size() && (is_alphanumeric(text[end]) || contains("_-./+=", text.substr(end, 1))))
        ++end;
      const bool has_digit = std::any_of(text.begin() + static_cast<std::ptrdiff_t>(at + beginning.size()),
                                         text.begin() + static_cast<std::ptrdiff_t>(end),
                                         [](char c) { return std::isdigit(static_cast<unsigned char>(c)); });
      if (end - at >= kShortestToken && has_digit) return true;
    }
  return contains(text, ".atlasv1.");
}

// user:password@ inside a URL.
bool holds_a_userinfo(std::string_view s) {
  for (std::size_t scheme = s.find("://"); scheme != std::string_view::npos;
       scheme = s.find("://", scheme + 3)) {
    const std::size_t end = std::min(s.find_first_of("/ \t\n\"'", scheme + 3), s.size());
    const std::string_view authority = s.substr(scheme + 3, end - scheme - 3);
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos && authority.find(':') < at) return true;
  }
  return false;
}

// "db_password": "x", password: x, Password = x. ARNs have a ":secret:" of their own.
bool holds_a_named_secret(std::string_view low) {
  if (low.starts_with("arn:")) return false;
  for (std::string_view name : kSecretNames)
    for (std::size_t at = low.find(name); at != std::string_view::npos; at = low.find(name, at + 1)) {
      std::size_t end = at + name.size();
      while (end < low.size() && (is_alphanumeric(low[end]) || low[end] == '_')) ++end;
      while (end < low.size() && contains("\"'\\ ", low.substr(end, 1))) ++end;
      if (end + 1 < low.size() && (low[end] == ':' || low[end] == '=')) return true;
    }
  return false;
}

bool is_random(std::string_view s) {
  if (s.size() < 20) return false;
  std::size_t digits = 0, upper = 0, small = 0, hex = 0;
  for (char c : s) {
    const auto byte = static_cast<unsigned char>(c);
    digits += std::isdigit(byte) != 0;
    upper += std::isupper(byte) != 0;
    small += std::islower(byte) != 0;
    hex += std::isxdigit(byte) != 0;
    if (!is_alphanumeric(c) && !contains("+/=_-~", std::string_view(&c, 1))) return false;
  }
  const bool is_hex = s.size() >= 32 && hex == s.size() && digits > 3 && digits < s.size() - 3;
  return is_hex || (digits >= 2 && upper >= 3 && small >= 3);
}

}  // namespace

bool names_a_secret(std::string_view path) {
  const std::string low =
      lower(path.substr(path.rfind('.') == std::string_view::npos ? 0 : path.rfind('.') + 1));
  const auto in_name = [&](std::string_view word) { return contains(low, word); };
  return std::none_of(kHarmlessNames.begin(), kHarmlessNames.end(), in_name) &&
         std::any_of(kSecretNames.begin(), kSecretNames.end(), in_name);
}

bool looks_like_a_credential(std::string_view text) {
  if (text.size() < 6) return false;
  if (contains(text, "-----BEGIN") || holds_a_userinfo(text) || holds_a_token(text)) return true;
  const std::string low = lower(text);
  return std::any_of(kPairs.begin(), kPairs.end(),
                     [&](std::string_view pair) {
                       const std::size_t at = low.find(pair);
                       return at != std::string::npos && at + pair.size() < low.size();
                     }) ||
         holds_a_named_secret(low);
}

bool looks_like_a_secret(std::string_view text) {
  return is_random(text) || looks_like_a_credential(text);
}

std::string without_secrets(std::string_view text) {
  constexpr std::string_view kHidden = "(hidden)", kBetween = " \t\r\n\"'`,;()[]{}<>";
  if (contains(text, "-----BEGIN"))
    return std::string(text.substr(0, text.find("-----BEGIN"))) + std::string(kHidden);
  std::string out;
  bool after_name = false;  // "password: " stood before
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const std::string low = lower(word);
    if (!word.empty()) {
      const bool hide = (after_name && word != "=" && word != ":") || looks_like_a_secret(word);
      out += hide ? kHidden : word;
      const bool names = names_a_secret(low) || low == "bearer" || low == "basic" || low == "pwd";
      after_name = !hide && ((names && (word.ends_with(':') || word.ends_with('='))) || low == "bearer" ||
                             low == "basic" || (after_name && (word == "=" || word == ":")));
    }
    if (end < text.size()) out += text[end];
    at = end + 1;
  }
  return out;
}

}  // namespace oneway
