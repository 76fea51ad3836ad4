// A Terraform value is a JSON value. What JSON lacks is added here: unknowns, and numbers that a double does
// not hold.
//
// On the wire (MessagePack) an unknown is an extension value, which nlohmann keeps as a binary with a
// subtype: handed back untouched it stays what Terraform sent, refinements included. Terraform sends every
// number that a double does not hold exactly as text, 0.1 among them; so the files' and states' fractions and
// big integers are kept as text here too.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace simcloud {

using json = nlohmann::json;

bool is_unknown(const json& v);
bool has_unknown(const json& v);
json unknown();

json from_msgpack(const std::string& bytes);
std::string to_msgpack(const json& v);
// JSON text; fractions and integers beyond 64 bits become strings.
json parse_json(std::string_view text);

std::optional<double> as_number(const json& v);
// A scalar as a person writes it: strings without quotes, null as "".
std::string as_text(const json& v);

// The member, or null. A reference that stays valid as long as `object`; never a copy, so it may be walked
// over.
const json& member(const json& object, std::string_view key);
// "features.key_vault.recover": steps through objects and into the only element of a list (a single nested
// block).
const json& at_path(const json& value, std::string_view dotted);
// Sets it there; the way must lead through objects and single elements that are there.
void put_at_path(json& value, std::string_view dotted, const json& what);

// What the cloud or the provider refuses; `what()` is the diagnostic's summary.
struct Refusal : std::runtime_error {
  explicit Refusal(const std::string& summary, std::string why = "", std::string on_argument = "")
      : std::runtime_error(summary), detail(std::move(why)), argument(std::move(on_argument)) {}
  // What kind of refusal: guard, one-way, name-taken, name-held, missing, in-use, not-empty, needs-name,
  // gone, injected.
  Refusal&& because(std::string kind) && {
    cause = std::move(kind);
    return std::move(*this);
  }
  std::string detail, argument, cause;
};

}  // namespace simcloud
