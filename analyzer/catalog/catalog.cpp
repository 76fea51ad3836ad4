#include "catalog/catalog.h"

#include <mutex>
#include <unordered_map>

#include "catalog/catalog_impl.h"
#include "catalog/codec.h"

namespace oneway {

const TypeFacts* Catalog::Impl::find(std::string_view type) const {
  if (const auto over = overlay.find(type); over != overlay.end()) return over->second.get();
  const std::size_t row = blob.find(TableId::Types, type);
  return row < blob.size(TableId::Types) ? at(row) : nullptr;
}

const TypeFacts* Catalog::Impl::at(std::size_t row) const {
  const std::lock_guard lock(mutex);
  if (decoded.empty()) decoded.resize(blob.size(TableId::Types));
  std::unique_ptr<TypeFacts>& facts = decoded[row];
  if (!facts) facts = std::make_unique<TypeFacts>(codec::decode<TypeFacts>(blob.record(TableId::Types, row)));
  return facts.get();
}

const Inference& builtin_inference() {
  static const Inference inference(
      codec::decode<InferenceRules>(builtin_blob().record(TableId::Inference, 0)));
  return inference;
}

Catalog::Catalog() : impl_(std::make_unique<Impl>(builtin_blob())) {}
Catalog::~Catalog() = default;

const Catalog& Catalog::builtin() {
  static const Catalog catalog;
  return catalog;
}

const TypeFacts* Catalog::find(std::string_view type) const {
  return impl_->find(type);
}

Match Catalog::match(const Change& c) const {
  return impl_->match(c);
}

std::string_view Catalog::successor_of(std::string_view old_type) const {
  if (const auto over = impl_->successors.find(old_type); over != impl_->successors.end())
    return over->second;
  const std::size_t row = impl_->blob.find(TableId::Successors, old_type);
  return row < impl_->blob.size(TableId::Successors) ? impl_->blob.record(TableId::Successors, row)
                                                     : std::string_view();
}

void Catalog::each(const std::function<void(const TypeFacts&)>& visit) const {
  auto over = impl_->overlay.begin();
  for (std::size_t row = 0; row < impl_->blob.size(TableId::Types); ++row) {
    const std::string_view name = impl_->blob.key(TableId::Types, row);
    for (; over != impl_->overlay.end() && over->first < name; ++over) visit(*over->second);
    if (over != impl_->overlay.end() && over->first == name)
      visit(*(over++)->second);
    else
      visit(*impl_->at(row));
  }
  for (; over != impl_->overlay.end(); ++over) visit(*over->second);
}

std::size_t Catalog::size() const {
  std::size_t added = 0;
  for (const auto& [name, facts] : impl_->overlay)
    if (impl_->blob.find(TableId::Types, name) == impl_->blob.size(TableId::Types)) ++added;
  return impl_->blob.size(TableId::Types) + added;
}

std::string_view Catalog::digest() const {
  return impl_->digest;
}

const std::vector<Override>& Catalog::overrides() const {
  return impl_->overrides;
}

Value seen_by(const Match& m, Value side) {
  if (!m.arguments_apply) return {};
  return m.object_path.empty() ? side : side.dotted(m.object_path);
}

}  // namespace oneway
