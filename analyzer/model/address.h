// Resource addresses as the engines print them: [module.NAME[KEY].]...[data.]TYPE.NAME[KEY].
//
// Keys are integers or quoted HCL strings that may hold dots, brackets and quotes; the parser finds their end by
// quoting, never by splitting at ".". Source of the grammar: the engines' `addrs` package, see docs of `state list`.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oneway {

// An instance key. No key, an integer (`[0]`) and a string (`["0"]`) are three different things.
struct InstanceKey {
  enum class Kind : unsigned char { None, Number, String, Unknown /* [*] in deferred entries */ };
  Kind kind = Kind::None;
  std::string text;  // decimal digits, or the decoded string

  bool operator==(const InstanceKey&) const = default;
  // As in an address: "", "[0]", "[\"a\"]" with the engine's quoting, "[*]".
  std::string to_string() const;
};

struct ModuleStep {
  std::string name;
  InstanceKey key;
  bool operator==(const ModuleStep&) const = default;
};

struct Address {
  std::vector<ModuleStep> modules;
  std::string mode = "managed";  // "managed", "data" or "ephemeral"
  std::string type, name;
  InstanceKey key;

  bool operator==(const Address&) const = default;
  std::string to_string() const;
  // Module path with keys ("module.a[0].module.b"); empty for the root.
  std::string module_string() const;
  // The address without any instance key, as `configuration` and `depends_on` name it.
  std::string static_string() const;
};

// nullopt if `text` is not a resource address. O(n).
std::optional<Address> parse_address(std::string_view text);
// A module path alone ("module.a[\"x\"].module.b"); nullopt if it is not one. "" gives an empty path.
std::optional<std::vector<ModuleStep>> parse_module_path(std::string_view text);
// `text` quoted as an HCL string literal, the way the engines print keys: \" \\ \n \r \t $${ %%{ \uXXXX.
std::string hcl_quote(std::string_view text);

}  // namespace oneway
