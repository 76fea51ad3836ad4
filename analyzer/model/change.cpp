#include "model/change.h"

namespace oneway {
namespace {

constexpr std::string Change::*kTexts[] = {
    &Change::address,  &Change::previous_address, &Change::mode,          &Change::type,     &Change::name,
    &Change::provider, &Change::deposed,          &Change::action_reason, &Change::import_id};
constexpr Value Change::*kViews[] = {
    &Change::before,           &Change::after,           &Change::after_unknown,
    &Change::before_sensitive, &Change::after_sensitive, &Change::replace_paths,
    &Change::before_identity,  &Change::after_identity,  &Change::import_identity};

void set_views(Change& to, const Change& from) {
  for (Value Change::*view : kViews)
    to.*view = from.*view ? Value(&to.values, (from.*view).index()) : Value();
}

}  // namespace

Change& Change::operator=(const Change& other) {
  if (this == &other) return *this;
  for (std::string Change::*text : kTexts) this->*text = other.*text;
  actions = other.actions;
  importing = other.importing;
  generated_config = other.generated_config;
  values = other.values;
  set_views(*this, other);
  return *this;
}

Change& Change::operator=(Change&& other) noexcept {
  if (this == &other) return *this;
  for (std::string Change::*text : kTexts) this->*text = std::move(other.*text);
  actions = std::move(other.actions);
  importing = other.importing;
  generated_config = other.generated_config;
  values = std::move(other.values);
  set_views(*this, other);
  return *this;
}

}  // namespace oneway
