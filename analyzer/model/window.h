// A time within which something about a change holds: when it opens, when it closes and what closes it early.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oneway {

struct Window {
  enum class Kind : unsigned char {
    WayBack,   // a way back that closes
    NameHeld,  // until it closes there is no way back under the old name
    Settling   // until it closes old and new are both seen, whichever is right
  };
  std::string length;                                  // "7 days", "until the first write"; "" = none
  std::string why;                                     // the fact behind it: "recovery_window_in_days = 7"
  std::optional<std::int64_t> seconds = std::nullopt;  // if it is a length of time
  std::string closes_early = {};                       // what ends it before its time
  Kind kind = Kind::WayBack;
  std::string what = {};  // what it is a window for: "cancel the scheduled deletion"
  std::string opens = "at apply";
  std::string closes = {};  // "7 days after apply", "at the first write"
};
std::string_view id(Window::Kind k);  // way-back, name-held, settling

// The part of a declared rollback window that speaks for what lies on a surface: appImage, databaseSchema,
// secretRotation, policyRule, infrastructureModule.
inline constexpr std::string_view kWindowParts[] = {"appImage", "databaseSchema", "secretRotation",
                                                    "infrastructureModule", "policyRule"};
std::string_view window_part(std::string_view surface);

}  // namespace oneway
