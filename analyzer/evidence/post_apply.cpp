#include "evidence/post_apply.h"

#include <algorithm>
#include <tuple>

namespace oneway {

class PostApplyCheck::Reader : public PlanVisitor {
 public:
  void change(Change& c) override {
    if (c.mode != "data" && c.deposed.empty() && !c.actions.creates()) there.insert(c.address);
    if (c.actions.is_noop() && c.previous_address.empty() && !c.importing) return;
    if (c.mode == "data") return;  // reading is no difference
    post.divergences.push_back({c.address, c.actions.words(), false});
  }
  void drift(Change& c) override {
    if (!c.actions.is_noop()) post.divergences.push_back({c.address, c.actions.words(), true});
  }
  void deferred(DeferredChange& d) override {
    post.divergences.push_back({d.change.address, d.change.actions.words(), false});
  }
  void output(OutputChange& o) override {
    if (!o.actions.is_noop()) post.divergences.push_back({"output." + o.name, o.actions.words(), false});
  }
  void action_invocation(const ActionInvocation& a) override {
    post.divergences.push_back({a.address, {"invoke"}, false});
  }
  void end(const PlanMeta& m) override { meta = m; }

  PostApply post;
  PlanMeta meta;
  std::set<std::string> there;  // managed objects that exist
};

namespace {

void judge_coverage(const Assessment& applied, const std::set<std::string>& there, PostApply& post) {
  std::set<std::string> expected, gone;
  for (const AssessedChange& c : applied.changes) {
    if (c.mode == "data" || c.mode == "ephemeral" || !c.deposed.empty()) continue;
    const bool ends = (c.actions.deletes() || c.actions.forgets()) && !c.actions.creates();
    (ends ? gone : expected).insert(c.address);
  }
  for (const std::string& address : expected) {
    gone.erase(address);
    if (!there.contains(address)) post.missing.push_back(address);
  }
  for (const std::string& address : gone)
    if (there.contains(address)) post.still_there.push_back(address);
}

void judge_document(const PlanMeta& meta, PostApply& post) {
  if (post.input.kind != InputKind::Plan)
    post.why.push_back("it is no plan JSON but a UI log, which shows no drift");
  if (meta.errored.value_or(false)) post.why.push_back("planning failed (errored = true)");
  if (meta.complete.has_value() && !*meta.complete) post.why.push_back("it is partial (complete = false)");
  if (!meta.has_resource_changes && (meta.planned_resources > 0 || meta.prior_resources > 0))
    post.why.push_back("its resource_changes are missing");
}

}  // namespace

PostApplyCheck::PostApplyCheck() : reader_(std::make_unique<Reader>()) {}
PostApplyCheck::~PostApplyCheck() = default;

PlanVisitor& PostApplyCheck::visitor() {
  return *reader_;
}

PostApply PostApplyCheck::finish(const Assessment& applied, InputInfo input) {
  PostApply post = std::move(reader_->post);
  post.input = std::move(input);
  std::sort(post.divergences.begin(), post.divergences.end(), [](const auto& a, const auto& b) {
    return std::tie(a.address, a.drift) < std::tie(b.address, b.drift);
  });
  judge_document(reader_->meta, post);
  judge_coverage(applied, reader_->there, post);
  if (!post.divergences.empty() || !post.missing.empty() || !post.still_there.empty())
    post.verdict = PostApply::Verdict::Diverged;
  else if (post.why.empty())
    post.verdict = PostApply::Verdict::NoDivergence;
  return post;
}

}  // namespace oneway
