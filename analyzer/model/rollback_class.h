// The six rollback classes, mildest first. Their order is the gate's order.
#pragma once
#include <array>
#include <optional>
#include <string_view>

namespace oneway {

enum class RollbackClass : unsigned char {
  FullyReversible,
  CompatibilityWindow,
  ManualRepair,
  ForwardOnly,
  Compensatable,
  NonRecoverable,
};

inline constexpr std::array<RollbackClass, 6> kAllClasses = {
    RollbackClass::FullyReversible, RollbackClass::CompatibilityWindow, RollbackClass::ManualRepair,
    RollbackClass::ForwardOnly,     RollbackClass::Compensatable,       RollbackClass::NonRecoverable};

// The id used in every output, such as "fully-reversible".
std::string_view id(RollbackClass c);
// The title for a person, such as "Fully reversible".
std::string_view title(RollbackClass c);
std::optional<RollbackClass> rollback_class_from_id(std::string_view id);

constexpr RollbackClass worst(RollbackClass a, RollbackClass b) { return a < b ? b : a; }

// How sure a statement is, least sure first. `Documented` facts name a provider's or vendor's own page or source.
enum class Confidence : unsigned char { Unknown, Inferred, WidelyKnown, Documented };
std::string_view id(Confidence c);
std::optional<Confidence> confidence_from_id(std::string_view id);
constexpr Confidence least(Confidence a, Confidence b) { return a < b ? a : b; }

}  // namespace oneway
