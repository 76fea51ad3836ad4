// What stands behind a Catalog; for the catalogue's own files.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "catalog/blob.h"
#include "catalog/catalog.h"
#include "catalog/inference.h"

namespace oneway {

struct Catalog::Impl {
  explicit Impl(const Blob& b) : blob(b), digest(b.digest()) {}

  const TypeFacts* find(std::string_view type) const;
  const TypeFacts* at(std::size_t row) const;  // of the blob's types, decoded on first use

  Match match(const Change& c) const;
  Match infer(std::string_view name, Value object) const;
  Match delegated(const TypeFacts& carrier, const Change& c) const;
  Match kubernetes_object(const TypeFacts& carrier, const Change& c) const;
  Match helm_release(const TypeFacts& carrier, const Change& c) const;
  Match sibling(TableId names, std::string_view name, const std::string& what) const;
  const TypeFacts* kind(std::string_view group, std::string_view kind) const;
  // Of a type whose name starts with a prefix that tells whose objects it describes; no facts if it does not.
  Match by_prefix(std::string_view type) const;
  // The facts that a type or kind without an entry of its own is judged by, unless they are guessed; or
  // nullptr.
  const TypeFacts* stand_in(std::string_view name) const;

  const Blob& blob;
  std::string digest;
  std::map<std::string, std::unique_ptr<TypeFacts>, std::less<>> overlay;
  std::map<std::string, std::string, std::less<>> successors;  // of the overlay

  std::vector<std::unique_ptr<TypeFacts>> replaced;  // by a later overlay
  std::vector<Override> overrides;

  mutable std::mutex mutex;
  mutable std::vector<std::unique_ptr<TypeFacts>> decoded;
};

}  // namespace oneway
