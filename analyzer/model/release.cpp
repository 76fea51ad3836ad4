#include "model/release.h"

namespace oneway {

std::string_view id(Bump b) {
  static constexpr std::array<std::string_view, 3> kIds = {"patch", "minor", "major"};
  return kIds[static_cast<std::size_t>(b)];
}

}  // namespace oneway
