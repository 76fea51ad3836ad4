// Puts overlays into a catalogue while it is made.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "catalog/catalog.h"
#include "catalog/yaml/diagnostics.h"
#include "catalog/yaml/type_table.h"

namespace oneway {

class CatalogBuilder {
 public:
  CatalogBuilder(std::string_view today, Diagnostics& out);
  ~CatalogBuilder();

  enum class Trust : unsigned char { MayOverride, NeverMilder };
  void add_folder(const std::string& folder, Trust trust);
  std::unique_ptr<const Catalog> finish();

 private:
  using Entry = yaml::TypeTable::Entry;
  void add(const Entry& entry, Trust trust);
  // The reviewed reason to be milder; nullopt if it is not valid.
  std::optional<Override> read_override(const Entry& entry);
  // Reports what in `entry` would be milder than `standard`.
  void refuse_milder(const Entry& entry, const TypeFacts& standard, const std::string& advice);

  std::string today_;
  Diagnostics& out_;
  std::unique_ptr<Catalog> catalog_;
};

}  // namespace oneway
