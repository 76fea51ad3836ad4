#include "assess/moves/state_questions.h"
namespace oneway {
struct StateQuestions::Impl {};
StateQuestions::StateQuestions(const Catalog&) {}
StateQuestions::~StateQuestions() = default;
void StateQuestions::change(const Change&, const Match&, std::uint32_t) {}
void StateQuestions::drift(const Change&, const Match&, std::uint32_t) {}
void StateQuestions::config_resource(const ConfigResource&, std::uint32_t) {}
void StateQuestions::config_module_call(const ConfigModuleCall&, std::uint32_t) {}
bool StateQuestions::wants_prior_values(const PriorObject&, std::uint32_t) const { return false; }
void StateQuestions::prior(const PriorObject&, std::uint32_t) {}
void StateQuestions::answer(Assessment&) {}
}
