#include "bench/plan_resource.h"

#include <iterator>
#include <vector>

namespace oneway::bench {

// `value` is JSON text with $-letters: $n name, $w word, $h hex, $d digit run, $r revision, $g region, $P
// policy, $U script, $B base64, $T tags. `mask` is its sensitivity mask ("" for plain scalars).
struct Attribute {
  std::string_view name, value, mask = "";
  bool computed = false;  // known only after apply
};

struct Kind {
  std::string_view type;
  std::vector<Attribute> attributes;
};

namespace {

constexpr std::string_view kWords[] = {
    "api",    "audit",  "auth",  "batch",    "billing", "cache", "core",   "edge",   "events", "gateway",
    "ingest", "ledger", "media", "payments", "profile", "queue", "report", "search", "web",    "worker"};
constexpr std::string_view kGroupRule =
    R"({"cidr_blocks":["10.$d.0.0/16","10.$d.4.0/24"],"description":"$w $r","from_port":443,"ipv6_cidr_blocks":[],)"
    R"("prefix_list_ids":[],"protocol":"tcp","security_groups":[],"self":false,"to_port":443})";
constexpr std::string_view kGroupRuleMask =
    R"({"cidr_blocks":[false,false],"ipv6_cidr_blocks":[],"prefix_list_ids":[],"security_groups":[]})";

const std::vector<Kind>& kinds() {
  const auto rules = [](std::string_view one) {
    return "[" + std::string(one) + "," + std::string(one) + "," + std::string(one) + "]";
  };
  static const std::string group_rules = rules(kGroupRule), group_masks = rules(kGroupRuleMask);
  static const std::vector<Kind> all = {
      {"aws_iam_policy",
       {{"arn", R"("arn:aws:iam::12345678$d:policy/$n")", "", true},
        {"attachment_count", "$d", "", true},
        {"description", R"("Allows $w to read \u0026 write \u003c$w\u003e, $r")"},
        {"id", R"("arn:aws:iam::12345678$d:policy/$n")", "", true},
        {"name", R"("$n")"},
        {"path", R"("/")"},
        {"policy", R"("$P")"},
        {"tags", "{$T}", "{}"},
        {"tags_all", "{$T}", "{}"}}},
      {"aws_security_group",
       {{"arn", R"("arn:aws:ec2:$g:12345678$d:security-group/sg-$h")", "", true},
        {"description", R"("Managed by Terraform")"},
        {"egress", "$E", group_masks},
        {"id", R"("sg-$h")", "", true},
        {"ingress", "$E", group_masks},
        {"name", R"("$n")"},
        {"owner_id", R"("12345678$d")", "", true},
        {"revoke_rules_on_delete", "false"},
        {"tags", "{$T}", "{}"},
        {"timeouts", "null"},
        {"vpc_id", R"("vpc-$h")"}}},
      {"aws_instance",
       {{"ami", R"("ami-$h")"},
        {"arn", R"("arn:aws:ec2:$g:12345678$d:instance/i-$h")", "", true},
        {"associate_public_ip_address", "false"},
        {"credit_specification", R"([{"cpu_credits":"unlimited"}])", "[{}]"},
        {"disable_api_termination", "true"},
        {"ebs_block_device",
         R"([{"delete_on_termination":true,"device_name":"/dev/sdf","encrypted":true,"iops":3000,"tags":{},)"
         R"("throughput":125,"volume_id":"vol-$h","volume_size":$d,"volume_type":"gp3"}])",
         R"([{"tags":{}}])"},
        {"ebs_optimized", "true"},
        {"hibernation", "null"},
        {"id", R"("i-$h")", "", true},
        {"instance_type", R"("m6i.large")"},
        {"ipv6_addresses", "[]", "[]"},
        {"monitoring", "true"},
        {"private_ip", R"("10.$d.$d.7")", "", true},
        {"root_block_device",
         R"([{"delete_on_termination":true,"encrypted":true,"iops":3000,"tags":{},"volume_size":$d}])",
         R"([{"tags":{}}])"},
        {"subnet_id", R"("subnet-$h")"},
        {"tags", "{$T}", "{}"},
        {"tags_all", "{$T}", "{}"},
        {"user_data", R"("$U")"},
        {"user_data_base64", R"("$B")"},
        {"vpc_security_group_ids", R"(["sg-$h","sg-$h"])", "[false,false]"}}},
      {"aws_s3_bucket",
       {{"arn", R"("arn:aws:s3:::$n")", "", true},
        {"bucket", R"("$n")"},
        {"bucket_domain_name", R"("$n.s3.amazonaws.com")", "", true},
        {"cors_rule", "[]", "[]"},
        {"force_destroy", "false"},
        {"id", R"("$n")", "", true},
        {"lifecycle_rule",
         R"([{"abort_incomplete_multipart_upload_days":7,"enabled":true,"expiration":[{"days":$d}],"id":"$r",)"
         R"("prefix":"logs/","tags":{}}])",
         R"([{"expiration":[{}],"tags":{}}])"},
        {"policy", R"("$P")"},
        {"region", R"("$g")", "", true},
        {"tags", "{$T}", "{}"},
        {"versioning", R"([{"enabled":true,"mfa_delete":false}])", "[{}]"}}},
      {"aws_db_instance",
       {{"allocated_storage", "$d"},
        {"arn", R"("arn:aws:rds:$g:12345678$d:db:$n")", "", true},
        {"backup_retention_period", "7"},
        {"deletion_protection", "true"},
        {"endpoint", R"("$n.$h.$g.rds.amazonaws.com:5432")", "", true},
        {"engine", R"("postgres")"},
        {"engine_version", R"("16.$d")"},
        {"id", R"("db-$h")", "", true},
        {"identifier", R"("$n")"},
        {"instance_class", R"("db.r6g.large")"},
        {"kms_key_id", R"("arn:aws:kms:$g:12345678$d:key/$h")"},
        {"latest_restorable_time", R"("2026-01-0$dT02:45:03Z")", "", true},
        {"parameter_group_name", R"("$n-$r")"},
        {"password", R"("$h$h")", "true"},
        {"skip_final_snapshot", "false"},
        {"tags", R"({$T})", "{}"},
        {"username", R"("app_\u00fc$w")"}}},
      {"aws_cloudwatch_metric_alarm",
       {{"alarm_actions", R"(["arn:aws:sns:$g:12345678$d:$n"])", "[false]"},
        {"alarm_description",
         "\"Last von $w > 80 % \xE2\x80\x94 siehe Runbook \xE2\x80\x9E$w\xE2\x80\x9C $r\""},
        {"alarm_name", R"("$n")"},
        {"dimensions", R"({"ClusterName":"$n","ServiceName":"$w"})", "{}"},
        {"evaluation_periods", "5"},
        {"id", R"("$n")", "", true},
        {"threshold", "80.5$d"},
        {"treat_missing_data", R"("missing")"}}}};
  return all;
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 0x1234567u) { next(); }
  std::uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_ * 0x2545F4914F6CDD1Du;
  }
  std::uint64_t below(std::uint64_t n) { return (next() >> 33) % n; }
  std::string_view word() { return kWords[below(std::size(kWords))]; }
  void letters(std::string_view alphabet, std::size_t count, std::string& out) {
    while (count-- > 0) out += alphabet[below(alphabet.size())];
  }

 private:
  std::uint64_t state_;
};

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void policy(Random& random, std::string& out) {
  out += R"({\"Statement\":[)";
  const std::uint64_t statements = 1 + random.below(8);
  for (std::uint64_t i = 0; i < statements; ++i) {
    if (i > 0) out += ',';
    out +=
        R"({\"Action\":[\"s3:GetObject\",\"s3:PutObject\",\"kms:Decrypt\"],\"Effect\":\"Allow\",\"Resource\":[)";
    out += R"(\"arn:aws:s3:::)";
    out += random.word();
    random.letters(kHex, 8, out);
    out += R"(/*\"],\"Sid\":\"Allow)" + std::to_string(i) + R"(\"})";
  }
  out += R"(],\"Version\":\"2012-10-17\"})";
}

void script(Random& random, std::string& out) {
  out += R"(#!/bin/bash\nset -euo pipefail\n)";
  for (std::uint64_t lines = 4 + random.below(20); lines > 0; --lines) {
    out += R"(curl -sSf https://example.com/)";
    random.letters(kHex, 8, out);
    out += R"( \u003e /var/log/x.log 2\u003e\u00261 \u0026\u0026 echo \"done\"\n)";
  }
}

void tags(const Resource& r, Random& random, std::string& out) {
  out += R"("Environment":"production","Name":")" + r.name + R"(","Owner":"team-)";
  out += random.word();
  out += random.below(8) ? "\"" : " (Z\xC3\xBCrich)\"";
}

void expand(const Resource& r, std::string_view value, int revision, Random& random, std::string& out) {
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '$') {
      out += value[i];
      continue;
    }
    switch (value[++i]) {
      case 'n':
        out += r.name;
        break;
      case 'w':
        out += random.word();
        break;
      case 'h':
        random.letters(kHex, 17, out);
        break;
      case 'd':
        out += std::to_string(1 + random.below(9));
        break;
      case 'r':
        out += "rev-" + std::to_string(revision);
        break;
      case 'g':
        out += "eu-central-1";
        break;
      case 'P':
        policy(random, out);
        break;
      case 'U':
        script(random, out);
        break;
      case 'T':
        tags(r, random, out);
        break;
      case 'E':
        for (char bracket : {'[', ',', ','}) {
          out += bracket;
          expand(r, kGroupRule, revision, random, out);
        }
        out += ']';
        break;
      case 'B':
        random.letters(kBase64, 1000 + random.below(2000), out);
        break;
      default:
        break;
    }
  }
}

// An object of the kind's attributes; `value` writes one, or returns false to leave it out.
template <class Write>
void object(const Resource& r, std::string& out, Write write) {
  out += '{';
  bool first = true;
  for (const Attribute& a : r.kind->attributes) {
    const std::size_t before = out.size();
    if (!first) out += ',';
    out += '"';
    out += a.name;
    out += "\":";
    if (write(a)) {
      first = false;
    } else {
      out.resize(before);
    }
  }
  out += '}';
}

void attributes(const Resource& r, int revision, bool only_known, std::string& out) {
  Random random(r.seed);
  object(r, out, [&](const Attribute& a) {
    const std::size_t before = out.size();
    expand(r, a.value, revision, random, out);
    if (only_known && a.computed) {
      out.resize(before);
      return false;
    }
    if (r.giant > 0 && &a == &r.kind->attributes.back()) {
      out.resize(before);
      out += '"';
      while (out.size() < before + r.giant) out += R"(0123456789abcdef0123456789abcdef0123456789abcdef\n)";
      out += '"';
    }
    return true;
  });
}

void unknown(const Resource& r, std::string& out) {
  object(r, out, [&](const Attribute& a) {
    out += a.computed ? "true" : a.mask == "true" ? "" : a.mask;
    return out.back() != ':';
  });
}

void sensitive(const Resource& r, std::string& out) {
  object(r, out, [&](const Attribute& a) {
    out += a.mask;
    return !a.mask.empty();
  });
}

std::string address(const Resource& r) {
  std::string out = r.module + "." + std::string(r.kind->type) + "." + r.label;
  if (r.index.empty()) return out;
  if (r.index.front() == '"') return out + "[\\\"" + r.name + "\\\"]";
  return out + "[" + r.index + "]";
}

void head(const Resource& r, std::string& out) {
  out += R"("mode":"managed","type":")";
  out += r.kind->type;
  out += R"(","name":")" + r.label + '"';
  if (!r.index.empty()) out += ",\"index\":" + r.index;
  out += R"(,"provider_name":"registry.terraform.io/hashicorp/aws")";
}

}  // namespace

Action action_of(std::uint64_t seed) {
  const std::uint64_t x = Random(seed * 31 + 7).below(100);
  return x < 85   ? Action::NoOp
         : x < 90 ? Action::Update
         : x < 94 ? Action::Create
         : x < 98 ? Action::Delete
                  : Action::Replace;
}

Resource resource_at(std::uint64_t slot, std::uint64_t seed) {
  Random random(slot * 17 + 3);
  Resource r;
  r.kind = &kinds()[random.below(kinds().size())];
  r.seed = seed;
  r.name = random.word();
  r.name += '-';
  r.name += random.word();
  r.name += '-' + std::to_string(slot);
  r.label = std::string(random.word()) + "_" + std::to_string(slot % 25);
  if (slot % 3 == 0) r.index = '"' + r.name + '"';
  if (slot % 3 == 1) r.index = std::to_string(slot % 7);
  return r;
}

void write_values(const Resource& r, bool prior, std::string& out) {
  const bool fresh = !prior && (r.action == Action::Create || r.action == Action::Replace);
  const bool old = prior || r.action == Action::NoOp;
  out += R"({"address":")" + address(r) + "\",";
  head(r, out);
  out += R"(,"schema_version":1,"values":)";
  attributes(r, old ? 0 : 1, fresh, out);
  out += R"(,"sensitive_values":)";
  sensitive(r, out);
  if (prior && r.seed % 3 == 0) out += R"(,"depends_on":["data.aws_caller_identity.current","aws_vpc.main"])";
  out += '}';
}

void write_change(const Resource& r, std::string& out) {
  static constexpr std::string_view kActions[] = {R"("no-op")", R"("update")", R"("create")", R"("delete")",
                                                  R"("delete","create")"};
  const bool created = r.action == Action::Create, deleted = r.action == Action::Delete;
  const bool fresh = created || r.action == Action::Replace;
  out += R"({"address":")" + address(r) + R"(","module_address":")" + r.module + "\",";
  head(r, out);
  out += R"(,"change":{"actions":[)";
  out += kActions[static_cast<std::size_t>(r.action)];
  out += R"(],"before":)";
  if (created)
    out += "null";
  else
    attributes(r, 0, false, out);
  out += R"(,"after":)";
  if (deleted)
    out += "null";
  else
    attributes(r, r.action == Action::NoOp ? 0 : 1, fresh, out);
  out += R"(,"after_unknown":)";
  if (fresh)
    unknown(r, out);
  else
    out += "{}";
  out += R"(,"before_sensitive":)";
  if (created)
    out += "false";
  else
    sensitive(r, out);
  out += R"(,"after_sensitive":)";
  if (deleted)
    out += "false";
  else
    sensitive(r, out);
  if (r.action == Action::Replace) out += R"(,"replace_paths":[["name"]])";
  out += '}';
  if (r.action == Action::Replace) out += R"(,"action_reason":"replace_because_cannot_update")";
  if (deleted) out += R"(,"action_reason":"delete_because_no_resource_config")";
  out += '}';
}

void write_configuration(const Resource& r, std::string& out) {
  out += R"({"address":")" + std::string(r.kind->type) + "." + r.label + R"(","mode":"managed","type":")";
  out += r.kind->type;
  out += R"(","name":")" + r.label +
         R"(","provider_config_key":"aws","expressions":{)"
         R"("description":{"references":["var.name","local.suffix"]},"name":{"references":["each.key"]},)"
         R"("tags":{"references":["local.tags"]},"vpc_id":{"constant_value":"vpc-1"}},"schema_version":1)";
  if (!r.index.empty())
    out += r.index.front() == '"' ? R"(,"for_each_expression":{"references":["var.items"]})"
                                  : R"(,"count_expression":{"constant_value":7})";
  out += '}';
}

}  // namespace oneway::bench
