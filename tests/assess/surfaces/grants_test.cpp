// Two versions of a policy compared by what they allow, however they are written.
#include "assess/surfaces/grants.h"

#include <gtest/gtest.h>

#include "assess/surfaces/network_range.h"
#include "assess/surfaces/sight.h"
#include "ingest/json/reader.h"

namespace oneway {
namespace {

const AccessFamily& family_of(const std::string& type) {
  static const TypeIndex index(surface_rules().access);
  return surface_rules().access.at(index.of(type).at(0));
}

GrantDifference difference(const std::string& type, const std::string& before, const std::string& after) {
  const Document b = json::parse(before), a = json::parse(after);
  const AccessFamily& family = family_of(type);
  return compare(family, grants_of(family, b.root(), {}), grants_of(family, a.root(), {}));
}

// A role's policy with these statements.
std::string policy(const std::string& statements) {
  Document d;
  d.string(R"({"Version":"2012-10-17","Statement":)" + statements + "}");
  return R"({"role":"app","policy":)" + d.root().to_json() + "}";
}

struct Direction {
  bool wider, narrower, unknown;
  bool operator==(const Direction&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Direction& d) {
  return out << (d.wider ? "wider " : "") << (d.narrower ? "narrower " : "") << (d.unknown ? "unknown" : "");
}

Direction direction(const std::string& before, const std::string& after) {
  const GrantDifference d = difference("aws_iam_role_policy", policy(before), policy(after));
  return {!d.wider.empty(), !d.narrower.empty(), d.unknown};
}

constexpr Direction kSame{false, false, false}, kWider{true, false, false}, kNarrower{false, true, false},
    kUnknown{false, false, true};

TEST(Grants, TheSameHoweverItIsWritten) {
  EXPECT_EQ(direction(R"([{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:a"}])",
                      R"([{"Effect":"Allow","Resource":["arn:a"],"Action":"s3:PutObject"},
                          {"Sid":"x","Effect":"Allow","Action":"S3:getobject","Resource":"arn:a"}])"),
            kSame);
  // A statement that stands alone is a list of one.
  EXPECT_EQ(direction(R"({"Effect":"Allow","Action":"s3:GetObject","Resource":"*"})",
                      R"([{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}])"),
            kSame);
}

TEST(Grants, WildcardsCoverWhatTheyStandFor) {
  EXPECT_EQ(direction(R"([{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:b/logs/*"}])",
                      R"([{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:b/*"}])"),
            kWider);
  EXPECT_EQ(direction(R"([{"Effect":"Allow","Action":"*","Resource":"*"}])",
                      R"([{"Effect":"Allow","Action":"ec2:RunInstances","Resource":"*"}])"),
            kNarrower);
  EXPECT_TRUE(glob_covers("arn:*:s3:::b/*", "arn:aws:s3:::b/x/*"));
  EXPECT_FALSE(glob_covers("s3:Get?bject", "s3:Get*"));
  EXPECT_FALSE(glob_covers("s3:Get", "s3:Get*"));
  EXPECT_TRUE(glob_covers("*", ""));
}

TEST(Grants, ADenialWorksTheOtherWayRound) {
  const std::string allow = R"({"Effect":"Allow","Action":"s3:*","Resource":"*"})";
  const std::string deny = R"({"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"*"})";
  EXPECT_EQ(direction("[" + allow + "]", "[" + allow + "," + deny + "]"), kNarrower);
  EXPECT_EQ(direction("[" + allow + "," + deny + "]", "[" + allow + "]"), kWider);
}

TEST(Grants, EverythingBut) {
  const auto but = [](const std::string& left_out) {
    return R"([{"Effect":"Allow","NotAction":)" + left_out + R"(,"Resource":"*"}])";
  };
  EXPECT_EQ(direction(but(R"(["iam:*","sts:*"])"), but(R"(["iam:*"])")), kWider);
  EXPECT_EQ(direction(but(R"(["iam:*"])"), but(R"(["iam:*","sts:*"])")), kNarrower);
  // What is left out is not allowed; anything else was.
  EXPECT_EQ(direction(but(R"("iam:*")"), R"([{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}])"),
            kNarrower);
  EXPECT_EQ(direction(R"([{"Effect":"Allow","Action":"iam:PassRole","Resource":"*"}])", but(R"("iam:*")")),
            (Direction{true, true, false}));
}

TEST(Grants, ConditionsAreNotGuessed) {
  const auto when = [](const std::string& condition) {
    return R"([{"Effect":"Allow","Action":"s3:GetObject","Resource":"*")" +
           (condition.empty() ? "" : R"(,"Condition":)" + condition) + "}]";
  };
  const std::string mfa = R"({"Bool":{"aws:MultiFactorAuthPresent":"true"}})";
  EXPECT_EQ(direction(when(mfa), when("")), kWider);
  EXPECT_EQ(direction(when(""), when(mfa)), kNarrower);
  EXPECT_EQ(direction(when(mfa), when(R"({"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}})")), kUnknown);
}

TEST(Grants, WhatCannotBeReadIsSaid) {
  EXPECT_TRUE(
      difference("aws_iam_role_policy", policy("[]"), R"({"role":"app","policy":"not json"})").unknown);
  // More statements than are worth comparing.
  std::string many = "[";
  for (int i = 0; i < 2000; ++i)
    many += (i ? "," : "") + std::string(R"({"Effect":"Allow","Action":"a:)") + std::to_string(i) +
            R"(","Resource":"*"})";
  EXPECT_EQ(direction("[]", many + "]"), kUnknown);
}

TEST(Grants, OnlyKnownAfterApply) {
  const Document b = json::parse(policy("[]")), a = json::parse(R"({"role":"app"})"),
                 mask = json::parse(R"({"policy":true})");
  const AccessFamily& family = family_of("aws_iam_role_policy");
  EXPECT_TRUE(
      compare(family, grants_of(family, b.root(), {}), grants_of(family, a.root(), mask.root())).unknown);
}

TEST(Grants, PrincipalsOfAResourcePolicy) {
  const auto bucket = [](const std::string& principal) {
    Document d;
    d.string(R"({"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Principal":)" +
             principal + "}]}");
    return R"({"bucket":"b","policy":)" + d.root().to_json() + "}";
  };
  const GrantDifference d =
      difference("aws_s3_bucket_policy", bucket(R"({"AWS":["arn:aws:iam::1:root"]})"), bucket(R"("*")"));
  ASSERT_EQ(d.wider.size(), 1u);
  EXPECT_TRUE(d.narrower.empty());
  EXPECT_NE(d.wider[0].said(family_of("aws_s3_bucket_policy")).find("principal *"), std::string::npos);
}

TEST(Grants, FirewallRulesByRange) {
  const auto group = [](const std::string& cidr, int from, int to) {
    return R"({"ingress":[{"cidr_blocks":[")" + cidr + R"("],"from_port":)" + std::to_string(from) +
           R"(,"to_port":)" + std::to_string(to) + R"(,"protocol":"tcp","self":false}]})";
  };
  const auto d = [&](const std::string& before, const std::string& after) {
    const GrantDifference x = difference("aws_security_group", before, after);
    return Direction{!x.wider.empty(), !x.narrower.empty(), x.unknown};
  };
  EXPECT_EQ(d(group("10.1.0.0/16", 443, 443), group("10.0.0.0/8", 443, 443)), kWider);
  EXPECT_EQ(d(group("10.0.0.0/8", 80, 90), group("10.0.0.0/8", 85, 85)), kNarrower);
  EXPECT_EQ(d(group("10.0.0.0/8", 443, 443), group("10.0.0.0/8", 443, 443)), kSame);
  EXPECT_TRUE(network_covers("::/0", "2001:db8::/32"));
  EXPECT_FALSE(network_covers("0.0.0.0/0", "::/0"));
  EXPECT_FALSE(network_covers("10.0.0.0/8", "11.0.0.0/16"));
  EXPECT_FALSE(network_covers("10.0.0.0/99", "10.0.0.0/8"));
  EXPECT_TRUE(ports_meet("80-90", "90-99"));
  EXPECT_FALSE(ports_meet("80-89", "90-99"));
}

TEST(Grants, RolesOfKubernetes) {
  const auto role = [](const std::string& verbs) {
    return R"({"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":)" + verbs + "}]}";
  };
  const GrantDifference d =
      difference("kind:rbac.authorization.k8s.io/ClusterRole", role(R"(["get","list"])"), role(R"(["*"])"));
  EXPECT_EQ(d.wider.size(), 1u);
  EXPECT_TRUE(d.narrower.empty());
}

}  // namespace
}  // namespace oneway
