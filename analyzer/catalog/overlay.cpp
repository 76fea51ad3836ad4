#include "catalog/overlay.h"

#include <re2/re2.h>

#include <algorithm>
#include <filesystem>

#include "catalog/catalog_builder.h"
#include "catalog/catalog_impl.h"
#include "catalog/codec.h"
#include "catalog/digest.h"
#include "catalog/stricter.h"
#include "catalog/yaml/rule_set.h"
#include "model/error.h"

namespace oneway {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostTypes = 100'000;

bool is_date(const std::string& text) {
  return RE2::FullMatch(text, "[0-9]{4}-[01][0-9]-[0-3][0-9]");
}

}  // namespace

CatalogBuilder::CatalogBuilder(std::string_view today, Diagnostics& out)
    : today_(today), out_(out), catalog_(new Catalog) {}
CatalogBuilder::~CatalogBuilder() = default;

void CatalogBuilder::add_folder(const std::string& folder, Trust trust) {
  const bool single = fs::is_regular_file(folder);
  const std::vector<std::string> names = single ? std::vector<std::string>{""} : yaml_files(folder, out_);
  if (names.empty() && !out_.has_errors()) out_.error({folder, 0, 0, "holds no .yaml file"});
  yaml::TypeTable types(out_, [this](std::string_view type) { return catalog_->find(type); });
  for (const std::string& name : names) {
    const std::string path = single ? folder : (fs::path(folder) / name).string();
    auto tree = std::make_shared<const yaml::Node>(yaml::load(path, path, out_));
    const yaml::Source source{path, &out_};
    if (tree->kind == yaml::Node::Kind::Null) continue;
    yaml::Fields top(source, *tree, "the file (an overlay holds `provider` and `types`)");
    types.gather(tree, path, top);
  }
  for (const auto& [type, entry] : types.read_all(true)) add(entry, trust);
}

std::optional<Override> CatalogBuilder::read_override(const Entry& entry) {
  const yaml::Source source{entry.file, &out_};
  yaml::Fields fields(source, *entry.override_node, "`override`");
  Override o;
  o.type = entry.type;
  o.where = entry.rule;
  if (!fields.is_map()) return std::nullopt;
  bool whole = fields.require_text("reason", o.reason);
  whole = fields.require_text("approved_by", o.approved_by) && whole;
  whole = fields.require_text("expires", o.expires) && whole;
  if (!whole) return std::nullopt;
  const yaml::Node& at = *entry.override_node->find("expires");
  if (!is_date(o.expires)) {
    source.error(at, "`expires` is a day such as 2027-01-31");
    return std::nullopt;
  }
  if (o.expires < today_) {
    source.error(at, "the override of `" + o.type + "` expired on " + o.expires +
                         ": review it and give a new day, or remove it");
    return std::nullopt;
  }
  return o;
}

void CatalogBuilder::refuse_milder(const Entry& entry, const TypeFacts& standard, const std::string& advice) {
  const yaml::Source source{entry.file, &out_};
  for (const Loosening& l : loosenings(standard, entry.facts)) {
    const yaml::Node* at = entry.node->find(l.key);
    source.error(at ? *at : *entry.key, "`" + entry.type + "`: " + l.what + "; " + advice);
  }
}

void CatalogBuilder::add(const Entry& entry, Trust trust) {
  Catalog::Impl& impl = *catalog_->impl_;
  if (impl.overlay.size() >= kMostTypes)
    throw UsageError("more than " + std::to_string(kMostTypes) + " overlay types");
  const TypeFacts* known = catalog_->find(entry.type);
  const TypeFacts* standard = known ? known : impl.stand_in(entry.type);
  TypeFacts facts = entry.facts;
  if (entry.override_node && trust == Trust::NeverMilder) {
    yaml::Source{entry.file, &out_}.error(
        *entry.override_node, "`" + entry.type +
                                  "`: with a policy floor, only the rules that the floor names may "
                                  "hold an `override`");
    return;
  }
  if (entry.override_node) {
    const auto override_ = read_override(entry);
    if (!override_) return;
    impl.overrides.push_back(*override_);
  } else if (standard) {
    refuse_milder(entry, *standard,
                  "an overlay may only be stricter without `override: {reason, approved_by, expires}`");
  } else if (trust == Trust::NeverMilder) {
    TypeFacts unknown;
    unknown.holds = TypeFacts::Holds::Customer;
    refuse_milder(entry, unknown,
                  "with a policy floor, only the rules that the floor names may say that of a new type");
  }
  if (known && !entry.override_node) facts = stricter(*known, std::move(facts));
  for (const std::string& old : facts.moved_from) impl.successors[old] = facts.type;
  impl.digest = sha256_hex(impl.digest + codec::encode(facts));
  // Facts handed out earlier stay valid: the older ones are kept.
  std::unique_ptr<TypeFacts>& slot = impl.overlay[entry.type];
  if (slot) impl.replaced.push_back(std::move(slot));
  slot = std::make_unique<TypeFacts>(std::move(facts));
}

std::unique_ptr<const Catalog> CatalogBuilder::finish() {
  return std::move(catalog_);
}

std::unique_ptr<const Catalog> catalog_with_overlays(const Overlays& overlays, std::string_view today) {
  using Trust = CatalogBuilder::Trust;
  Diagnostics out;
  CatalogBuilder builder(today, out);
  for (const std::string& folder : overlays.folders) builder.add_folder(folder, Trust::MayOverride);
  for (const std::string& folder : overlays.never_milder) builder.add_folder(folder, Trust::NeverMilder);
  if (out.has_errors()) {
    const std::size_t more = out.list().size() - 1;
    throw UsageError(
        out.list().front().to_string() +
        (more ? " (and " + std::to_string(more) + " more; `oneway rules check` lists them)" : ""));
  }
  return builder.finish();
}

Diagnostics check_overlay(const std::string& folder, std::string_view today) {
  Diagnostics out;
  CatalogBuilder(today, out).add_folder(folder, CatalogBuilder::Trust::MayOverride);
  return out;
}

}  // namespace oneway
