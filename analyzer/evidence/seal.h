// The seal at the end of an evidence record, and its check.
//
// The SHA-256 proves that no byte changed since the record was sealed. It does not prove who sealed it:
// whoever can write the file can seal another one. With a key the HMAC proves that too, to those who hold the
// key; for everybody else sign the file with a tool of your own.
#pragma once
#include <string>
#include <string_view>

namespace oneway {

// `document` is a JSON object as text that ends with "\n}\n". Gives it a last member `seal`. `key` "" = no
// HMAC.
std::string seal(std::string document, std::string_view key);

struct SealCheck {
  std::string fault;  // why it is refused, "" if it is not
  bool has_hmac = false;
};
// With a key the HMAC must be there and be right.
SealCheck check_seal(std::string_view sealed, std::string_view key);

// The first line of a key file; UsageError if there is none, or if it is too short to be a key.
std::string load_key(const std::string& path);

}  // namespace oneway
