#include "model/window.h"

#include <algorithm>
#include <initializer_list>

namespace oneway {

std::string_view id(Window::Kind k) {
  return k == Window::Kind::WayBack ? "way-back" : k == Window::Kind::NameHeld ? "name-held" : "settling";
}

std::string_view window_part(std::string_view surface) {
  const auto any = [&](std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), surface) != list.end();
  };
  if (any({"container", "registry-artifact", "kubernetes", "serverless", "helm", "gitops"}))
    return "appImage";
  if (any({"database", "schema"})) return "databaseSchema";
  if (any({"secret", "key", "certificate", "identity"})) return "secretRotation";
  if (any({"policy", "iam"})) return "policyRule";
  return "infrastructureModule";
}

}  // namespace oneway
