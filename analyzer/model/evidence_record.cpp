#include "model/evidence_record.h"

namespace oneway {

std::string_view id(PostApply::Verdict v) {
  switch (v) {
    case PostApply::Verdict::NoDivergence:
      return "no-hidden-divergence";
    case PostApply::Verdict::Diverged:
      return "diverged";
    case PostApply::Verdict::Unproven:
      return "unproven";
  }
  return "";
}

}  // namespace oneway
