// What secrets look like: by the name of their argument, or by their own shape.
#pragma once
#include <string>
#include <string_view>

namespace oneway {

// Does the last step of `path` name something secret ("master_password")?
bool names_a_secret(std::string_view path);
// Does `text` hold a credential of a known make: a token, a private key, a URL or connection string with a
// password?
bool looks_like_a_credential(std::string_view text);
// A credential, or as random as only keys, tokens and encoded data are.
bool looks_like_a_secret(std::string_view text);
// Running text in which "(hidden)" stands for everything that looks like a secret.
std::string without_secrets(std::string_view text);

}  // namespace oneway
