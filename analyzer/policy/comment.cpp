#include <sstream>

#include "policy/policy.h"

namespace oneway {
namespace {

constexpr std::string_view kMark = "oneway:ack";
constexpr char kForm[] = "it is written: oneway:ack CODE-OR-CLASS until YYYY-MM-DD reason";

bool is_code(std::string_view word) {
  return word.size() == 5 && word.starts_with("OW") &&
         word.find_first_not_of("0123456789", 2) == std::string_view::npos;
}

}  // namespace

Acknowledgement read_comment(std::string_view comment, const std::string& place) {
  Acknowledgement ack;
  ack.place = place;
  const std::size_t at = comment.find(kMark);
  comment.remove_prefix(at == std::string_view::npos ? comment.size() : at + kMark.size());
  const std::size_t end = std::min(comment.find('\n'), comment.size());
  std::istringstream words{std::string(comment.substr(0, end))};
  std::string what, until, day;
  words >> what >> until >> day;
  std::getline(words >> std::ws, ack.reason);
  while (!ack.reason.empty() && (ack.reason.back() == '\r' || ack.reason.back() == ' '))
    ack.reason.pop_back();
  if (is_code(what))
    ack.code = what;
  else
    ack.cls = rollback_class_from_id(what);
  const auto expires = parse_day(day);
  if ((ack.code.empty() && !ack.cls) || until != "until" || !expires)
    ack.fault = kForm;
  else if (ack.reason.empty())
    ack.fault = "it gives no reason";
  ack.expires = expires.value_or(0);
  return ack;
}

}  // namespace oneway
