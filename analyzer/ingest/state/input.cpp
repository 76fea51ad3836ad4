#include "ingest/input_walk.h"
#include "ingest/state/reader.h"

namespace oneway {
namespace {

class StateInput final : public InputWalk {
 public:
  StateInput(const std::string& path, const InputOptions& options, const StateVisitorFactory& visitor_for)
      : InputWalk(path, options), visitor_for_(visitor_for) {}

 private:
  void read_binary(bool) override {
    throw InputError("this is a binary plan file, not a state", "give the output of `terraform state pull`");
  }

  void read_document(Documents& documents, Documents::Start start) override {
    if (start == Documents::Start::Array)
      throw InputError("a JSON array, not a state", "give the output of `terraform state pull`", 0, "$");
    begin_info(documents, InputKind::State);
    json::Reader reader(documents.source(), options().limits);
    StateReader state(reader, [&]() -> StateVisitor& { return visitor_for_(document_index()); });
    state.read();
    const StateHeader& header = state.header();
    info().engine = state.engine();
    info().engine_version = header.terraform_version;
    info().format_version = header.form == StateForm::Shown ? header.format_version : header.version;
    for (std::string& note : state.notes()) info().notes.push_back(std::move(note));
    documents.put_back(reader.unread());
  }

  const StateVisitorFactory& visitor_for_;
};

}  // namespace

std::string provider_source(const std::string& provider) {
  const std::size_t open = provider.find("[\""),
                    close = provider.find("\"]", open == std::string::npos ? 0 : open);
  if (open == std::string::npos || close == std::string::npos) return provider;
  return provider.substr(open + 2, close - open - 2);
}

std::vector<InputInfo> read_states(const std::string& path, const InputOptions& options,
                                   const StateVisitorFactory& visitor_for) {
  return StateInput(path, options, visitor_for).read();
}

}  // namespace oneway
