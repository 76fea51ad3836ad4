// Finding the facts for one change: by its type, by what the type carries, or by inference.
#include <algorithm>

#include "catalog/catalog_impl.h"
#include "catalog/words.h"
#include "catalog/yaml/tree.h"

namespace oneway {
namespace {

// The side that dies, or the one that comes if nothing dies.
Value side_of(const Change& c) {
  return c.before.is_object() ? c.before : c.after;
}

struct ObjectKind {
  std::string group, kind;
  std::string shown() const { return group.empty() ? kind : kind + "." + group; }
};

std::string group_of(std::string_view api_version) {
  const std::size_t slash = api_version.find('/');
  return slash == std::string_view::npos ? std::string() : std::string(api_version.substr(0, slash));
}

void add_kinds(const yaml::Node& node, std::vector<ObjectKind>& into) {
  const yaml::Node* kind = node.find("kind");
  const yaml::Node* version = node.find("apiVersion");
  if (kind && version && kind->kind == yaml::Node::Kind::Scalar) {
    into.push_back({group_of(version->text), kind->text});
    return;
  }
  for (const yaml::Node& item : node.items) add_kinds(item, into);  // depth is bounded by the parser
}

// Every object in a manifest: YAML documents, or JSON, which YAML reads as well.
std::vector<ObjectKind> kinds_in(std::string_view manifest) {
  std::vector<ObjectKind> kinds;
  for (const yaml::Node& document : yaml::parse_all(manifest)) add_kinds(document, kinds);
  return kinds;
}

Match exact(const TypeFacts& facts) {
  Match m;
  m.facts = &facts;
  m.confidence = facts.confidence;
  return m;
}

// A data source or an ephemeral value changes nothing, so nothing can be lost with it.
Match only_read() {
  static const TypeFacts facts = [] {
    TypeFacts f;
    f.surface = "other";
    f.confidence = Confidence::Documented;
    return f;
  }();
  Match m = exact(facts);
  m.why = "only read";
  return m;
}

}  // namespace

// Exactly this kind, else what is said of its group, else of a family of groups ("kind:*.upbound.io/*").
const TypeFacts* Catalog::Impl::kind(std::string_view group, std::string_view kind) const {
  const auto named = [&](std::string_view g, std::string_view k) {
    std::string name = "kind:";
    name.append(g).append("/").append(k);
    return find(name);
  };
  if (const TypeFacts* facts = named(group, kind)) return facts;
  if (const TypeFacts* facts = named(group, "*")) return facts;
  for (std::size_t dot = group.find('.'); dot != std::string_view::npos; dot = group.find('.', dot + 1)) {
    const std::string family = "*" + std::string(group.substr(dot));
    if (const TypeFacts* facts = named(family, kind)) return facts;
    if (const TypeFacts* facts = named(family, "*")) return facts;
  }
  return nullptr;
}

Match Catalog::Impl::infer(std::string_view name, Value object) const {
  Inference::Guess guess = builtin_inference().guess(name, object);
  Match m;
  m.facts = guess.facts;
  m.confidence = Confidence::Inferred;
  m.inferred = true;
  m.why = "no facts for `" + std::string(name) + "`; judged by its name and arguments: " + guess.why;
  return m;
}

Match Catalog::Impl::sibling(TableId names, std::string_view name, const std::string& what) const {
  const std::size_t row = blob.find(names, folded(name));
  const TypeFacts* facts = row < blob.size(names) ? find(blob.record(names, row)) : nullptr;
  Match m;
  if (!facts) return m;
  m = exact(*facts);
  m.confidence = least(m.confidence, Confidence::WidelyKnown);
  m.arguments_apply = false;
  m.why = what + " `" + std::string(name) + "` is judged as " + facts->type +
          "; its arguments have other names, so conditions on them stay open";
  return m;
}

Match Catalog::Impl::kubernetes_object(const TypeFacts& carrier, const Change& c) const {
  const Value side = side_of(c);
  const Value object = carrier.delegate_object.empty() ? side : side.dotted(carrier.delegate_object);
  std::vector<ObjectKind> kinds;
  const Value kind_value = side.dotted(carrier.delegate_kind);
  const Value version_value = side.dotted(carrier.delegate_version);
  if (kind_value.is_string() && version_value.is_string())
    kinds.push_back({group_of(version_value.text()), std::string(kind_value.text())});
  else if (object.is_string())
    kinds = kinds_in(object.text());
  if (kinds.size() != 1) {
    Match m = exact(carrier);
    m.why = "the kind of the object is not known before apply, so the worst case of `" + carrier.type +
            "` stands";
    return m;
  }
  const ObjectKind& k = kinds.front();
  const TypeFacts* facts = kind(k.group, k.kind);
  Match m = facts ? exact(*facts) : infer("kind_" + snake_case(k.kind), {});
  m.object_path = carrier.delegate_object;
  m.why = facts ? "judged as the Kubernetes object it carries: " + k.shown()
                : "carries " + k.shown() + "; " + m.why;
  return m;
}

Match Catalog::Impl::helm_release(const TypeFacts& carrier, const Change& c) const {
  const Value side = side_of(c);
  const std::string path = carrier.delegate_object.empty() ? "manifest" : carrier.delegate_object;
  const Value manifest = side.dotted(path);
  const std::vector<ObjectKind> kinds =
      manifest.is_string() ? kinds_in(manifest.text()) : std::vector<ObjectKind>();
  if (kinds.empty()) {
    Match m = exact(carrier);
    m.why = "the chart is not rendered in this plan, so it may hold any object: the worst case stands";
    return m;
  }
  Match worst;
  const ObjectKind* worst_kind = nullptr;
  for (const ObjectKind& k : kinds) {
    const TypeFacts* facts = kind(k.group, k.kind);
    Match m = facts ? exact(*facts) : infer("kind_" + snake_case(k.kind), {});
    if (worst.facts && (m.facts->holds < worst.facts->holds ||
                        (m.facts->holds == worst.facts->holds && m.confidence <= worst.confidence)))
      continue;
    worst = std::move(m);
    worst_kind = &k;
  }
  worst.arguments_apply = false;
  worst.why = "the chart renders " + std::to_string(kinds.size()) +
              (kinds.size() == 1 ? " object" : " objects") + "; judged by the worst of them, " +
              worst_kind->shown() + (worst.inferred ? " (" + worst.why + ")" : "");
  return worst;
}

Match Catalog::Impl::delegated(const TypeFacts& carrier, const Change& c) const {
  if (carrier.delegate == "kubernetes-object") return kubernetes_object(carrier, c);
  if (carrier.delegate == "helm-release") return helm_release(carrier, c);
  const bool arm = carrier.delegate == "arm-type";
  const Value name_value = side_of(c).dotted(carrier.delegate_kind);
  std::string_view name = name_value.text();
  if (arm) name = name.substr(0, name.find('@'));  // Microsoft.KeyVault/vaults@2023-07-01
  Match m = sibling(arm ? TableId::Arm : TableId::Cloudformation, name,
                    arm ? "the ARM type" : "the CloudFormation type");
  if (m.facts) return m;
  m = exact(carrier);
  m.why = name.empty()
              ? "what it carries is not known before apply: the worst case stands"
              : "nothing is known of `" + std::string(name) + "`, which it carries: the worst case stands";
  return m;
}

Match Catalog::Impl::by_prefix(std::string_view type) const {
  for (const PrefixRule& rule : builtin_inference().rules().prefixes) {
    if (!type.starts_with(rule.prefix) || rule.to != "cloudformation") continue;
    const std::string name = rule.name_space + std::string(type.substr(rule.prefix.size()));
    Match m = sibling(TableId::Cloudformation, name, "the CloudFormation type");
    if (m.facts) return m;
  }
  return {};
}

const TypeFacts* Catalog::Impl::stand_in(std::string_view name) const {
  constexpr std::string_view kKind = "kind:";
  if (!name.starts_with(kKind)) return by_prefix(name).facts;
  name.remove_prefix(kKind.size());
  const std::size_t slash = std::min(name.find('/'), name.size());
  return kind(name.substr(0, slash), name.substr(std::min(slash + 1, name.size())));
}

Match Catalog::Impl::match(const Change& c) const {
  if (c.is_data() || c.is_ephemeral()) return only_read();
  if (const TypeFacts* facts = find(c.type))
    return facts->delegate.empty() ? exact(*facts) : delegated(*facts, c);
  Match m = by_prefix(c.type);
  return m.facts ? m : infer(c.type, side_of(c));
}

}  // namespace oneway
