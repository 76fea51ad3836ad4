#include "assess/known_secrets.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <vector>

#include "ingest/json/reader.h"
#include "model/error.h"
#include "model/secret.h"

namespace oneway {
namespace {

constexpr std::size_t kShortest = 6, kShortestLine = 16, kMostNames = 100'000;
constexpr std::string_view kHidden = "(hidden)";

std::uint64_t hash(std::string_view text) {
  return std::hash<std::string_view>{}(text);
}

// Plain words say too much else to be hidden in sentences.
bool is_wordlike(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || c == ' ' || c == '-' || c == '_' || c == '.';
  });
}

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char low = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

// Of each run of at least eight digits.
template <class Digit>
std::string decoded(std::string_view text, int bits, Digit digit) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::size_t end = at;
    while (end < text.size() && digit(text[end]) >= 0) ++end;
    if (end - at >= 8) {
      unsigned buffer = 0;
      int have = 0;
      for (; at < end; ++at) {
        buffer = buffer << bits | static_cast<unsigned>(digit(text[at]));
        if ((have += bits) >= 8) out += static_cast<char>(buffer >> (have -= 8) & 0xFF);
      }
      out += '\n';
    }
    at = end;
  }
  return out;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  return out;
}

// "" if it is no JSON.
Document parsed(std::string_view text) try { return json::parse(text); } catch (const InputError&) {
  return {};
}

}  // namespace

void KnownSecrets::remember(std::string_view text) {
  if (text.size() < kShortest || text.size() > kLongest) return;
  beginnings_.insert(hash(text.substr(0, kShortest)));
  hashes_.insert(hash(text));
  lengths_.set(text.size());
}

void KnownSecrets::add_text(std::string_view text) {
  remember(text);
  // The password of a URL, and of Key=Value; pairs.
  if (const std::size_t scheme = text.find("://"); scheme != std::string_view::npos) {
    const std::size_t at = text.find('@', scheme), colon = text.find(':', scheme + 3);
    if (at != std::string_view::npos && colon < at) {
      remember(text.substr(colon + 1, at - colon - 1));
      remember(percent_decoded(text.substr(colon + 1, at - colon - 1)));
    }
  }
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find_first_of(";&\n ", start), text.size());
    const std::string_view part = text.substr(start, end - start);
    const std::size_t equals = part.find('=');
    if (equals != std::string_view::npos &&
        (is_secret_name(part.substr(0, equals)) || part.starts_with("Pwd")))
      remember(part.substr(equals + 1));
    if (part.size() >= kShortestLine && part.size() < text.size() && looks_like_a_secret(part))
      remember(part);
    start = end + 1;
  }
  if (text.starts_with('{') || text.starts_with('[')) {
    const Document inner = parsed(text);
    if (!inner.empty() && !inner.root().is_string()) add(inner.root());
  }
}

void KnownSecrets::add(Value v) {
  std::vector<Value> open{v};
  while (!open.empty()) {
    const Value next = open.back();
    open.pop_back();
    if (next.is_string()) add_text(next.text());
    if (next.is_number()) remember(next.text());
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

bool KnownSecrets::is_secret_name(std::string_view name) {
  const auto [at, fresh] = names_.try_emplace(std::string(name), false);
  if (fresh) at->second = names_a_secret(name);
  const bool secret = at->second;
  if (names_.size() > kMostNames) names_.clear();
  return secret;
}

void KnownSecrets::add_named(Value v, std::string_view name) {
  std::vector<std::pair<Value, std::string_view>> open{{v, name}};
  while (!open.empty()) {
    const auto [next, under] = open.back();
    open.pop_back();
    if (next.is_string()) {
      if (next.text().size() >= kShortest && is_secret_name(under)) add_text(next.text());
      continue;
    }
    for (auto [key, value] : next.elements()) open.emplace_back(value, key.empty() ? under : key);
  }
}

std::size_t KnownSecrets::length_at(std::string_view text, std::size_t at, bool words_too) const {
  if (!beginnings_.contains(hash(text.substr(at, kShortest)))) return 0;
  for (std::size_t length = std::min(kLongest, text.size() - at); length >= kShortest; --length)
    if (lengths_[length] && hashes_.contains(hash(text.substr(at, length))) &&
        (words_too || !is_wordlike(text.substr(at, length))))
      return length;
  return 0;
}

bool KnownSecrets::holds_one(std::string_view text) const {
  const auto plain = [&](std::string_view t) {
    for (std::size_t at = 0; at + kShortest <= t.size(); ++at)
      if (length_at(t, at, true) > 0) return true;
    return false;
  };
  return plain(text) || (text.find('%') != std::string_view::npos && plain(percent_decoded(text))) ||
         plain(decoded(text, 6, base64_digit)) || plain(decoded(text, 4, hex_digit));
}

void KnownSecrets::hide_in_values(std::vector<Evidence>& list) const {
  for (Evidence& e : list)
    for (std::string* side : {&e.before, &e.after}) {
      if (side->size() < kShortest || side->find("(hidden") != std::string::npos) continue;
      const Document value = parsed(*side);
      const bool text = !value.empty() && value.root().is_string();
      if (!holds_one(text ? value.root().text() : std::string_view(*side))) continue;
      *side = "\"(hidden)\"";
      e.hidden = true;
    }
}

void KnownSecrets::hide_in_prose(std::string& text) const {
  for (std::size_t at = 0; at + kShortest <= text.size(); ++at)
    if (const std::size_t length = length_at(text, at, false)) {
      text.replace(at, length, kHidden);
      at += kHidden.size() - 1;
    }
}

void KnownSecrets::hide(Assessment& a) const {
  if (hashes_.empty()) return;
  const auto all = [&](std::vector<std::string>& texts) {
    for (std::string& text : texts) hide_in_prose(text);
  };
  // An id that holds a secret, plain or encoded, is for a person to fill in.
  const auto id = [&](std::string& text, bool& complete, std::string_view stand_in) {
    if (!holds_one(text)) return;
    text = stand_in;
    complete = false;
  };
  for (AssessedChange& c : a.changes) {
    for (Effect& e : c.effects) hide_in_values(e.evidence), hide_in_prose(e.message);
    for (ApplyStop& s : c.apply_stops) hide_in_prose(s.message);
    hide_in_prose(c.why_replaced);
    hide_in_prose(c.window.why);
    for (Window& w : c.windows) hide_in_prose(w.why);
    all(c.revert.needs);
    all(c.revert.blocked_by);
    for (Repair& r : c.repairs) {
      hide_in_prose(r.summary);
      for (auto* texts : {&r.steps, &r.blocks, &r.commands}) all(*texts);
    }
  }
  for (Finding& f : a.findings) hide_in_values(f.evidence), hide_in_prose(f.message);
  for (Artifact& artifact : a.artifacts)
    if (holds_one(artifact.reference)) artifact.reference = kHidden;
  for (auto& [name, value] : a.shown_environments)
    if (holds_one(value)) value = kHidden;
  for (Move& m : a.moves) hide_in_prose(m.why), hide_in_prose(m.block);
  for (MoveGroup& g : a.move_groups) hide_in_prose(g.why);
  for (NearMiss& n : a.near_misses) hide_in_prose(n.why);
  for (ImportSuggestion& i : a.imports) {
    id(i.id, i.complete, "<import id>");
    hide_in_prose(i.why), hide_in_prose(i.block);
  }
  for (StateRepair& r : a.state_repairs) {
    id(r.id, r.complete, "<import id>");
    id(r.identity, r.complete, "");
    if (r.identity.empty() && r.id.empty() && r.kind == StateRepair::Kind::Import) r.id = "<import id>";
    hide_in_prose(r.why);
  }
}

}  // namespace oneway
