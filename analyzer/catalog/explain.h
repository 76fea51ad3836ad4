// What is known of a word, as a sheet for a person: a resource type, a finding code, a rollback class, a
// repair pattern, a playbook.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"

namespace oneway {

struct FactSheet {
  struct Section {
    std::string heading;
    std::vector<std::string> lines;  // sentences or items, not wrapped
  };
  std::string word, kind;  // kind: "type", "code", "class", "repair", "playbook", "words"
  std::string title;
  std::vector<Section> sections;
};

// nullopt if nothing goes by that name.
std::optional<FactSheet> explain(const Catalog& catalog, std::string_view word);
// Every word of one kind: "classes", "codes", "repairs", "playbooks" or "types"; none for any other kind.
std::vector<std::string> words_of(const Catalog& catalog, std::string_view kind);
// Everything that goes by a name, except the types.
FactSheet words_to_explain(const Catalog& catalog);
// Up to `limit` known words that look like it, nearest first.
std::vector<std::string> suggestions(const Catalog& catalog, std::string_view word, std::size_t limit = 5);

}  // namespace oneway
