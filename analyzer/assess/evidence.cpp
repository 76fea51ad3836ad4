#include "assess/evidence.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>

namespace oneway {
namespace {

constexpr std::size_t kLongestShown = 120;

std::string fingerprint(Value v) {
  char text[32];
  std::snprintf(text, sizeof text, "\"(hidden #%06x)\"", static_cast<unsigned>(content_hash(v) >> 40));
  return text;
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return "\"" + std::to_string(n) + " " + std::string(n == 1 ? one : many) + "\"";
}

}  // namespace

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

}  // namespace oneway
