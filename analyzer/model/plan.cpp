#include "model/plan.h"

namespace oneway {

std::string_view id(Engine e) {
  return e == Engine::Terraform ? "terraform" : e == Engine::OpenTofu ? "opentofu" : "unknown";
}

std::string_view id(InputKind k) {
  return k == InputKind::Plan ? "plan" : k == InputKind::State ? "state" : "ui-log";
}

}  // namespace oneway
