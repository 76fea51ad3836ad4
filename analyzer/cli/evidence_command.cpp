#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "catalog/digest.h"
#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/judged_plan.h"
#include "cli/output.h"
#include "evidence/objectives.h"
#include "evidence/post_apply.h"
#include "evidence/seal.h"
#include "evidence/verify.h"
#include "model/error.h"
#include "report/evidence_report.h"
#include "report/printable.h"

namespace oneway::cli {
namespace {
namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 256u << 20;  // of a record that is verified
constexpr char kPrefix[] = "evidence-";

struct EvidenceOptions {
  JudgeOptions judge;
  std::string post, commit, output, key_file;
  std::vector<std::string> took;
};

struct VerifyOptions {
  std::string path, key_file;
  std::vector<std::string> plans;
  InputOptions input;
};

std::string read_whole(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file || fs::is_directory(path)) throw InputError("cannot read " + path);
  const auto size = static_cast<std::size_t>(file.tellg());
  if (size > kMostBytes) throw InputError(path + " is too large for an evidence record");
  std::string text(size, '\0');
  file.seekg(0);
  if (!file.read(text.data(), static_cast<std::streamsize>(size))) throw InputError("cannot read " + path);
  return text;
}

void check_commit(const std::string& commit) {
  const bool hex = commit.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!commit.empty() && (!hex || commit.size() < 7 || commit.size() > 64))
    throw UsageError("--commit takes a commit's hash (7 to 64 lower case hex digits)");
}

PostApply read_post(const EvidenceOptions& options, const Assessment& applied) {
  PostApplyCheck check;
  auto inputs = read_plans(options.post, options.judge.input, [&](std::size_t index) -> PlanVisitor& {
    if (index > 0) throw UsageError("--post takes one plan");
    return check.visitor();
  });
  return check.finish(applied, std::move(inputs.at(0)));
}

// Equal inputs give an equal name, so a second run changes nothing, and other evidence is never written over.
fs::path record_path(const std::string& folder, const EvidenceRecord& record) {
  std::string inputs = record.declaration_sha256 + "\n" + record.commit + "\n";
  for (const InputInfo& plan : record.assessment.inputs) inputs += plan.sha256 + "\n";
  if (record.post) inputs += "post " + record.post->input.sha256 + "\n";
  for (const Objective& o : record.objectives) inputs += o.name + " " + o.took + "\n";
  return fs::path(folder) / (kPrefix + sha256_hex(inputs).substr(0, 16) + ".json");
}

int run_evidence(EvidenceOptions& options, const Common& common) {
  check_commit(options.commit);
  if (options.output.empty()) throw UsageError("evidence needs --output DIR");
  if (options.judge.files.empty()) throw UsageError("evidence needs --plan FILE");
  const std::string key = options.key_file.empty() ? "" : load_key(options.key_file);
  options.judge.input.digest = options.judge.artifacts = true;
  EvidenceRecord record;
  JudgedPlan judged = judge_plans(options.judge);
  record.assessment = std::move(judged.assessment);
  record.environment = options.judge.environment;
  record.commit = options.commit;
  if (judged.declaration) {
    record.change_id = judged.declaration->id;
    record.declaration_sha256 = sha256_hex(read_whole(options.judge.change));
  }
  record.objectives = compare_objectives(judged.declaration, options.took);
  if (!options.post.empty()) record.post = read_post(options, record.assessment);

  const std::string sealed = seal(report::evidence_json(record, terminal_options(common)), key);
  std::error_code failed;
  fs::create_directories(options.output, failed);
  const fs::path path = record_path(options.output, record);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << sealed;
  if (!file.flush()) throw UsageError("cannot write " + path.string());
  std::cout << report::printable(path.string()) << "\n";
  if (common.quiet || !record.post) return kPassed;
  std::cout << "after the apply: " << id(record.post->verdict) << "\n";
  return kPassed;
}

std::vector<std::string> records_in(const std::string& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(path))
    if (entry.path().filename().string().starts_with(kPrefix)) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  if (files.empty()) throw InputError("no evidence record in " + path);
  return files;
}

void show(const std::string& file, const Verification& v) {
  std::cout << (v.faults.empty() ? "OK      " : "REFUSED ") << report::printable(file) << "\n";
  for (const std::string& fault : v.faults) std::cout << "  - " << report::printable(fault) << "\n";
  if (!v.faults.empty()) return;
  const auto line = [](const char* label, const std::string& text) {
    if (!text.empty()) std::cout << "  " << label << report::printable(text, 200) << "\n";
  };
  line("change      ", v.change_id);
  line("environment ", v.environment);
  line("class       ", v.cls);
  line("gate        ", v.gate);
  line("afterwards  ", v.post_apply);
}

int run_verify(VerifyOptions& options) {
  const std::string key = options.key_file.empty() ? "" : load_key(options.key_file);
  options.input.digest = true;
  struct Ignore : PlanVisitor {
    void change(Change&) override {}
    void end(const PlanMeta&) override {}
  } ignore;
  std::vector<std::string> digests;
  for (const std::string& plan : options.plans)
    for (const InputInfo& info :
         read_plans(plan, options.input, [&](std::size_t) -> PlanVisitor& { return ignore; }))
      digests.push_back(info.sha256);
  bool all_hold = true;
  for (const std::string& file : records_in(options.path)) {
    const Verification v = verify_record(read_whole(file), key, digests);
    all_hold = all_hold && v.faults.empty();
    show(file, v);
  }
  if (all_hold)
    std::cout << (key.empty()
                      ? "A SHA-256 proves that no byte changed since the record was sealed, not who sealed "
                        "it.\nFor that use --key-file, or sign the file with a tool of your own.\n"
                      : "No byte changed since somebody who has the key sealed the record.\n");
  return all_hold ? kPassed : kGateFailed;
}

}  // namespace

void add_evidence_command(CLI::App& app, const Common& common, Run& run) {
  CLI::App* command =
      app.add_subcommand("evidence", "Keep one record that proves what was changed, and check it");
  auto options = std::make_shared<EvidenceOptions>();
  command->add_option("--plan", options->judge.files, "The plan that was applied; repeatable")
      ->type_name("FILE")
      ->take_all();
  add_judge_options(*command, options->judge);
  command
      ->add_option("--post", options->post, "A plan made after the apply: what it leaves to do is divergence")
      ->type_name("FILE");
  command->add_option("--commit", options->commit, "The commit that was applied")->type_name("HASH");
  command
      ->add_option(
          "--took", options->took,
          "How long a step took, against rollbackSLO: detect=4m, decide=..., execute=..., verify=..., "
          "evidence=...; repeatable")
      ->type_name("STEP=LENGTH")
      ->take_all();
  command->add_option("-o,--output", options->output, "The folder for the record")->type_name("DIR");
  command
      ->add_option("--key-file", options->key_file,
                   "Seal with an HMAC as well; the key is the file's first line")
      ->type_name("FILE");
  command->callback([options, &common, &run, command] {
    if (command->get_subcommands().empty())
      run = [options, &common] { return run_evidence(*options, common); };
  });

  CLI::App* verify = command->add_subcommand("verify", "Refuse a record of which a byte was changed");
  auto check = std::make_shared<VerifyOptions>();
  verify->add_option("PATH", check->path, "A record, or a folder of records")->required()->type_name("PATH");
  verify->add_option("--plan", check->plans, "The record must be about this plan; repeatable")
      ->type_name("FILE")
      ->take_all();
  verify->add_option("--key-file", check->key_file, "The HMAC must be there and fit this key")
      ->type_name("FILE");
  verify->callback([check, &run] { run = [check] { return run_verify(*check); }; });
}

}  // namespace oneway::cli
