// Hand-made assessments for the tests of reports.
#pragma once
#include <sstream>
#include <string>

#include "report/report.h"

namespace oneway::report::testing {

// Names that try to break out of every medium.
inline const std::string kHostile[] = {
    "]]>",
    "```",
    "``````x",
    "a|b",
    "<script>alert(1)</script>",
    "::error file=x::pwned",
    "##[error]pwned",
    "##vso[task.setvariable variable=x]pwned",
    "\x1b[31mred\x1b[0m",
    "line\n::warning::two",
    "abc\xE2\x80\xAE"
    "fed",
    "</details></code></pre>",
    "![x](http://evil.example/x.png) @everyone #1",
    "a\" onload=\"alert(1)",
    "&lt;&#60;",
    "%0A::error::x",
    "\xFF\xFE broken",
    "' ; rm -rf / #",
};

inline AssessedChange change(const std::string& address, std::initializer_list<const char*> actions,
                             RollbackClass cls) {
  AssessedChange c;
  c.address = address;
  c.mode = "managed";
  c.type = address.substr(0, address.find('.'));
  c.provider = "registry.terraform.io/hashicorp/aws";
  for (const char* a : actions) c.actions.add(a);
  c.cls = cls;
  c.confidence = Confidence::Documented;
  return c;
}

inline Effect effect(const std::string& code, EffectKind kind, Transition t, RollbackClass cls,
                     const std::string& message) {
  Effect e;
  e.code = code;
  e.kind = kind;
  e.transition = t;
  e.cls = cls;
  e.confidence = Confidence::Documented;
  e.message = message;
  e.rule = "aws/rds.yaml:12";
  return e;
}

// Fills in summary counts from the changes plus `unchanged` no-ops.
inline void count(Assessment& a, std::uint64_t unchanged) {
  a.summary = {};
  for (const AssessedChange& c : a.changes) {
    ++a.summary.by_class[static_cast<std::size_t>(c.cls)];
    ++a.summary.by_confidence[static_cast<std::size_t>(c.confidence)];
    ++a.summary.by_action[c.actions.summary()];
    a.summary.worst = worst(a.summary.worst, c.cls);
  }
  if (unchanged > 0) a.summary.by_action["no-op"] += unchanged;
  a.summary.by_class[0] += unchanged;
  a.summary.by_confidence[3] += unchanged;
  a.summary.unchanged = unchanged;
  a.summary.changes = a.changes.size() + unchanged;
}

// A database that is replaced, a disk that grows, a role that is updated, a tag that changes; 8 objects stay.
inline Assessment sample() {
  Assessment a;
  a.rules_digest = "d1";
  InputInfo input;
  input.path = "plan.json";
  input.engine = Engine::Terraform;
  input.engine_version = "1.11.4";
  input.format_version = "1.2";
  input.bytes = 4096;
  input.notes = {"decoded from UTF-16LE"};
  a.inputs.push_back(input);

  AssessedChange db = change("aws_db_instance.main", {"delete", "create"}, RollbackClass::NonRecoverable);
  db.surface = "database";
  db.action_reason = "replace_because_cannot_update";
  db.why_replaced = "storage_encrypted cannot be changed in place (false -> true).";
  Effect lost = effect("OW201", EffectKind::DataLost, Transition::Forward, RollbackClass::NonRecoverable,
                       "The database and everything in it are deleted, and no final snapshot is taken.");
  lost.evidence = {{"skip_final_snapshot", "true", "", false, false},
                   {"storage_encrypted", "false", "true", false, false},
                   {"password", "\"fp:1a2b\"", "\"fp:3c4d\"", false, true},
                   {"allocated_storage", "9007199254740993", "1e2", false, false},
                   {"arn", "null", "", true, false}};
  db.effects.push_back(lost);
  db.effects.push_back(effect("OW301", EffectKind::IdentityChanged, Transition::Forward,
                              RollbackClass::ManualRepair,
                              "The endpoint changes: clients must be pointed at the new one."));
  db.effects.push_back(effect("OW202", EffectKind::DataLost, Transition::Revert,
                              RollbackClass::NonRecoverable,
                              "Going back replaces it again and starts empty."));
  db.revert = {"replace", {"a snapshot taken before the apply"}, {"deletion protection of the new instance"}};
  db.apply_stops.push_back({"OW210",
                            "The provider refuses the destroy while deletion_protection is on.",
                            true,
                            {"aws_db_parameter_group.main"}});
  db.window = {"7 days", "automated backups are kept that long", 604800,
               "the first write to the new instance"};
  db.window.what = "restore to a moment before the change";
  db.window.closes = "7 days after apply";
  db.windows = {db.window};
  a.windows.push_back({"", db.address, 0, db.window});
  a.recommendations.push_back(
      {RollbackClass::NonRecoverable,
       {{"restore-from-backup", "Restore from a backup", "only the copy has them", 1, {db.address}}},
       {{"restore-state", "changes no object"}}});
  db.dependents = {"aws_route53_record.db", "aws_ssm_parameter.endpoint"};
  Repair repair;
  repair.pattern = "restore-from-backup";
  repair.summary = "Encrypt a copy beside it and switch over; keep the old instance for the window.";
  repair.steps = {"Take a snapshot of the instance.", "Restore an encrypted copy as a new instance."};
  repair.blocks = {"removed {\n  from = aws_db_instance.main\n  lifecycle {\n    destroy = false\n  }\n}"};
  repair.commands = {"aws rds create-db-snapshot --db-instance-identifier 'main'"};
  db.repairs.push_back(repair);
  a.changes.push_back(db);

  AssessedChange disk = change("aws_ebs_volume.data", {"update"}, RollbackClass::ForwardOnly);
  disk.effects.push_back(effect("OW401", EffectKind::OneWayArgument, Transition::Revert,
                                RollbackClass::ForwardOnly, "A volume cannot be made smaller again."));
  a.changes.push_back(disk);

  AssessedChange tag = change("aws_vpc.main", {"update"}, RollbackClass::FullyReversible);
  tag.effects.push_back(effect("OW490", EffectKind::UpdatedInPlace, Transition::Forward,
                               RollbackClass::FullyReversible,
                               "Updated in place; the old values can be set again."));
  a.changes.push_back(tag);
  count(a, 8);

  a.gate.passed = false;
  a.gate.fail_on = "non-recoverable-without-restore";
  a.gate.failures.push_back(
      {"OW201", "aws_db_instance.main", RollbackClass::NonRecoverable,
       "The database and everything in it are deleted, and no final snapshot is taken."});
  a.gate.acknowledged.push_back({"OW401", "aws_ebs_volume.data", "growth agreed", "dba", "2027-01-31"});
  a.findings.push_back(
      {"OW110", Severity::Warning, "The plan was made with -target: it is not complete.", {}, {}});
  Move move;
  move.from = "aws_sqs_queue.old";
  move.to = "aws_sqs_queue.new";
  move.confidence = Confidence::Documented;
  move.score = 980;
  move.differs = {"tags"};
  move.why = "same unique name";
  move.event = "a rename";
  move.block = "moved {\n  from = aws_sqs_queue.old\n  to   = aws_sqs_queue.new\n}";
  a.moves.push_back(move);
  a.move_groups.push_back({{"x.a[0]", "x.a[1]"}, {"x.b[0]", "x.b[1]"}, "all four are alike"});
  NearMiss miss;
  miss.from = "aws_subnet.a";
  miss.to = "aws_subnet.b";
  miss.score = 310;
  miss.differs = {"cidr_block"};
  miss.why = "the configured range is another one";
  a.near_misses.push_back(miss);
  ImportSuggestion import;
  import.address = "aws_s3_bucket.logs";
  import.id = "logs";
  import.why = "it exists already";
  import.block = "import {\n  to = aws_s3_bucket.logs\n}";
  a.imports.push_back(import);
  a.questions.push_back({"data-destroyed", "Is data destroyed?", "yes", {"aws_db_instance.main"}});
  a.questions.push_back({"iam", "Is there IAM to propagate?", "unknown", {}});
  a.questions.push_back({"apply-stops", "Can apply stop half-way?", "no", {}});
  a.declared = Declared{"change.yaml", "CHG-1",
                        "prod",        RollbackClass::NonRecoverable,
                        true,          {{"rollbackMethod", "restore-from-backup"}, {"approvers", "the dba"}}};
  return a;
}

// Every text of the sample replaced by `name`.
inline Assessment hostile(const std::string& name) {
  Assessment a = sample();
  a.inputs[0].path = a.inputs[0].engine_version = name;
  a.inputs[0].notes = {name};
  a.rules_digest = name;
  AssessedChange& c = a.changes[0];
  c.address = "module.m[\"" + name + "\"].aws_db_instance.main";
  c.previous_address = c.deposed = c.action_reason = c.why_replaced = c.surface = c.type = c.provider = name;
  c.actions = Actions();
  c.actions.add(name);
  for (Effect& e : c.effects) {
    e.message = e.rule = name;
    for (Evidence& v : e.evidence) v.path = v.before = v.after = name;
  }
  c.revert = {name, {name}, {name}};
  c.window = {name, name, 1, name};
  c.window.what = c.window.opens = c.window.closes = name;
  c.windows = {c.window};
  a.windows = {{"databaseSchema", name, 0, c.window}};
  a.recommendations = {{RollbackClass::NonRecoverable, {{name, name, name, 1, {name}}}, {{name, name}}}};
  a.declared = Declared{name, name, name, RollbackClass::NonRecoverable, true, {{name, name}}};
  c.apply_stops[0].message = name;
  c.apply_stops[0].gone_before = c.dependents = {name};
  c.repairs[0] = {name, name, {name}, {name}, {name}};
  a.gate.fail_on = name;
  a.gate.failures[0] = {name, c.address, RollbackClass::NonRecoverable, name};
  a.gate.acknowledged[0] = {name, name, name, name, name};
  a.findings[0].message = name;
  a.findings[0].addresses = {name};
  a.findings[0].evidence = {{name, name, name, false, false}};
  Move& move = a.moves[0];
  move.from = move.to = move.why = move.event = move.block = name;
  move.differs = {name};
  NearMiss& miss = a.near_misses[0];
  miss.from = miss.to = miss.why = name;
  miss.differs = {name};
  a.move_groups[0] = {{name}, {name}, name};
  ImportSuggestion& import = a.imports[0];
  import.address = import.id = import.why = import.block = name;
  a.questions[0] = {name, name, "yes", {name}};
  a.summary.by_action = {{name, 11}};
  return a;
}

// `n` changes, worst first, every one with effects, evidence and a repair.
inline Assessment many(std::size_t n) {
  Assessment a = sample();
  const AssessedChange db = a.changes[0], tag = a.changes[2];
  a.changes.clear();
  for (std::size_t i = 0; i < n; ++i) {
    AssessedChange c = i < n / 2 ? db : tag;
    c.address = "module.stack[\"" + std::to_string(100000 + i) + "\"]." + c.address;
    c.effects[0].message += " (" + std::to_string(i) + ")";
    a.changes.push_back(c);
  }
  count(a, 3 * n);
  return a;
}

inline std::string shown(Format format, const Assessment& a, const Options& options = {}) {
  std::ostringstream out;
  write(format, a, options, out);
  return out.str();
}

}  // namespace oneway::report::testing
