// The words of the rule files: one list an enumeration, in the enumeration's order, used to read and to
// print.
#pragma once
#include <array>
#include <optional>
#include <string_view>

#include "catalog/facts.h"
#include "catalog/registry.h"
#include "catalog/surface_rules.h"

namespace oneway {

template <class E>
struct Words;

#define ONEWAY_WORDS(ENUM, ...)                                                  \
  template <>                                                                    \
  struct Words<ENUM> {                                                           \
    static constexpr auto list = std::to_array<std::string_view>({__VA_ARGS__}); \
  };

ONEWAY_WORDS(TypeFacts::Holds, "none", "derived", "secret", "customer")
ONEWAY_WORDS(DestroyRule::Does, "deletes", "forgets", "effect-stays", "value-lost", "schedules", "disables")
ONEWAY_WORDS(DestroyFlag::Does, "takes-contents", "skips-last-copy", "drops-backups", "needs-empty",
             "needs-name", "takes-siblings", "ends-subscription", "purges")
ONEWAY_WORDS(NameRule::Reuse, "unknown", "immediate", "eventually", "held", "never", "resurrects",
             "idempotent")
ONEWAY_WORDS(OneWay::Direction, "any", "increase-only", "decrease-only", "upgrade-only", "enable-only",
             "disable-only", "set-once", "unset-only", "add-only", "remove-only")
ONEWAY_WORDS(OneWay::Revert, "refused", "replaces", "ignored", "lossy", "new-object")
ONEWAY_WORDS(Erosion::On, "decrease", "increase", "disable", "enable", "unset", "set", "remove", "any")
ONEWAY_WORDS(Erosion::Loses, "recovery", "data", "guard", "recovery-from-then-on")
ONEWAY_WORDS(SecretRule::Does, "rotates", "exposes")
ONEWAY_WORDS(WorldEffect::Does, "invokes", "sends", "buys", "reserves", "runs", "writes", "gates", "issues")
ONEWAY_WORDS(Window::Kind, "way-back", "name-held", "settling")
ONEWAY_WORDS(ClassInfo::If, "always", "moves", "imports", "in-module", "replaces", "secret-changed",
             "restorable")
ONEWAY_WORDS(GrantDimension::As, "word", "glob", "action", "network", "ports")
ONEWAY_WORDS(SchemaObject::Is, "table", "view", "column", "constraint", "index", "code")
ONEWAY_WORDS(SqlPhrase::Does, "expands", "drops", "changes-type", "renames", "constrains", "indexes")
ONEWAY_WORDS(Confidence, "unknown", "inferred", "widely-known", "documented")

#undef ONEWAY_WORDS

template <class E>
constexpr std::string_view word(E e) {
  return Words<E>::list[static_cast<std::size_t>(e)];
}
template <class E>
constexpr std::optional<E> from_word(std::string_view text) {
  for (std::size_t i = 0; i < Words<E>::list.size(); ++i)
    if (Words<E>::list[i] == text) return static_cast<E>(i);
  return std::nullopt;
}

// Closed lists that the facts keep as text.
inline constexpr auto kSurfaces = std::to_array<std::string_view>({"analytics",
                                                                   "block-storage",
                                                                   "cache",
                                                                   "cdn",
                                                                   "certificate",
                                                                   "compute",
                                                                   "config",
                                                                   "container",
                                                                   "controller",
                                                                   "crd",
                                                                   "database",
                                                                   "dns",
                                                                   "feature-flag",
                                                                   "file-storage",
                                                                   "gitops",
                                                                   "helm",
                                                                   "iam",
                                                                   "identity",
                                                                   "key",
                                                                   "kubernetes",
                                                                   "load-balancer",
                                                                   "ml",
                                                                   "network",
                                                                   "object-storage",
                                                                   "observability",
                                                                   "other",
                                                                   "policy",
                                                                   "provisioner",
                                                                   "queue",
                                                                   "random",
                                                                   "registry-artifact",
                                                                   "schema",
                                                                   "search",
                                                                   "secret",
                                                                   "serverless",
                                                                   "stream"});
inline constexpr auto kMeans =
    std::to_array<std::string_view>({"final-snapshot",  "final-backup",    "retained-automated-backups",
                                     "manual-snapshot", "server-snapshot", "soft-delete",
                                     "undelete",        "cancel-deletion", "recycle-bin",
                                     "versions",        "point-in-time",   "backup",
                                     "backup-vault",    "geo-backup",      "replica",
                                     "archive",         "time-travel",     "fail-safe",
                                     "volume-kept",     "state-backup",    "source-of-truth",
                                     "left-in-place",   "support-request"});
inline constexpr auto kScopes =
    std::to_array<std::string_view>({"global", "account", "account-region", "project", "project-region",
                                     "resource-group", "namespace", "parent", "none"});
// The repair of a credential that can be issued anew.
inline constexpr std::string_view kReissued = "rotate-forward";
inline constexpr auto kDelegates =
    std::to_array<std::string_view>({"kubernetes-object", "helm-release", "arm-type", "cloudformation"});
inline constexpr auto kTransitions = std::to_array<std::string_view>({"create", "update", "destroy"});

}  // namespace oneway
