// Wording shared by the judges: plain sentences for a person who does not know the tool.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "catalog/facts.h"

namespace oneway {

std::string spoken(std::string_view id);  // "final-snapshot" -> "final snapshot"
std::string joined(const std::vector<std::string>& words, std::string_view last);  // "a, b or c"
std::string sentence(std::string_view text);                                       // " Text." or ""
std::string upper_first(std::string_view text);
std::string contents_of(const TypeFacts& f);  // plural: "the stored objects", "the data in the database"
bool is_credential(const TypeFacts& f);       // a new one can be issued in its place

}  // namespace oneway
