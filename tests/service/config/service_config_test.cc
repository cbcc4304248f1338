// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/config/service_config.h"

#include <gtest/gtest.h>

namespace headwater::config {
namespace {

constexpr const char* kSmallest =
    "gitlab:\n"
    "  url: https://gitlab.example.org/\n"
    "  api_token_file: /run/api\n"
    "  read_token_file: /run/read\n"
    "hooks:\n"
    "  secret_file: /run/hook\n";

Result<ServiceConfig> Read(const std::string& yaml, const ProxyEnvironment& environment = {}) {
  return ReadServiceConfig("serve.yml", yaml, environment);
}

TEST(ServiceConfigTest, TheSmallestFileHasTheDocumentedDefaults) {
  const auto config = Read(kSmallest);
  ASSERT_TRUE(config.ok()) << config.error().message;
  EXPECT_EQ("https://gitlab.example.org", config.value().gitlab_url->text());
  EXPECT_EQ("127.0.0.1", config.value().hooks.address);
  EXPECT_EQ(8080, config.value().hooks.port);
  EXPECT_EQ("preset:opencode", config.value().standard_policy);
  EXPECT_EQ(std::chrono::seconds(60), config.value().note_delay);
  EXPECT_EQ(Language::kGerman, config.value().language);
  EXPECT_EQ(std::chrono::minutes(15), config.value().infrastructure_patience);
  EXPECT_TRUE(config.value().release_after_patience);
  EXPECT_EQ(std::chrono::hours(1), config.value().pipeline_patience);
  EXPECT_EQ(4U, config.value().update_bots.size());
  EXPECT_TRUE(config.value().project_issue);
  EXPECT_EQ(std::chrono::seconds(25), config.value().shutdown_grace);
  EXPECT_EQ(std::chrono::minutes(10), config.value().clone_deadline);
  EXPECT_EQ(std::chrono::minutes(1), config.value().fetch_deadline);
  EXPECT_EQ(uint64_t{4} << 30U, config.value().mirror_largest_bytes);
  EXPECT_TRUE(config.value().upstreams.empty());
  EXPECT_EQ(std::chrono::hours(1), config.value().upstream_refresh);
  EXPECT_EQ(std::chrono::hours(168), config.value().upstream_stale_after);
  EXPECT_EQ(uint64_t{20} << 30U, config.value().upstream_quota_bytes);
  EXPECT_TRUE(config.value().forks);
  EXPECT_FALSE(config.value().internal_is_shared);
  EXPECT_TRUE(config.value().shared_groups.empty());
}

TEST(ServiceConfigTest, WhatConnectAndDoctorNeedMayStandThere) {
  const auto config = Read(
      "gitlab: {url: 'https://g.example', api_token_file: /a, read_token_file: /r,"
      " hook_admin_token_file: /h}\n"
      "hooks: {secret_file: /s, url: 'https://headwater.example/'}\n");
  ASSERT_TRUE(config.ok()) << config.error().message;
  EXPECT_EQ("/h", config.value().hook_admin_token_file);
  EXPECT_EQ("https://headwater.example", config.value().hooks_url->text());
  EXPECT_FALSE(Read(kSmallest).value().hooks_url);
}

TEST(ServiceConfigTest, EveryKeyIsRead) {
  const auto config = Read(std::string(kSmallest) +
                           "  listen: '[::1]:9000'\n"
                           "  signing_key_file: /run/key\n"
                           "  trusted_proxies: [10.0.0.1]\n"
                           "  forwarded_header: X-Forwarded-For\n"
                           "pages: {listen: ':9001', url: https://headwater.example.org}\n"
                           "health: {listen: '127.0.0.1:0'}\n"
                           "store: {folder: /srv/hw}\n"
                           "mirrors: {quota: 500 MiB, largest: 100 MiB, clone_within: 5m,"
                           " fetch_within: 9s}\n"
                           "shutdown: {grace: 0}\n"
                           "policy: {standard: 'preset:strict'}\n"
                           "note: {delay: 2m, language: en, contact: https://help.example.org,"
                           " update_bots: [updates], project_issue: off}\n"
                           "unknown: {patience: 1h, infrastructure: hold, pipeline: 2h}\n"
                           "upstreams: {allowed: ['https://a.example/o/p'], refresh: 2h,"
                           " stale_after: 3d, quota: 1 GiB, largest: 2 MiB, clone_within: 3m,"
                           " fetch_within: 4s}\n"
                           "forks: {compare: off, internal_is_shared: on, shared_groups: [5, 7]}\n"
                           "workers: {judgements: 3}\n");
  ASSERT_TRUE(config.ok()) << config.error().message;
  EXPECT_EQ("::1", config.value().hooks.address);
  EXPECT_EQ(9000, config.value().hooks.port);
  EXPECT_EQ("::", config.value().pages.address);
  EXPECT_EQ(0, config.value().health.port);
  EXPECT_EQ("/srv/hw", config.value().data);
  EXPECT_EQ(uint64_t{500} << 20U, config.value().mirror_quota_bytes);
  EXPECT_EQ(uint64_t{100} << 20U, config.value().mirror_largest_bytes);
  EXPECT_EQ(std::chrono::minutes(5), config.value().clone_deadline);
  EXPECT_EQ(std::chrono::seconds(9), config.value().fetch_deadline);
  EXPECT_EQ(std::chrono::seconds(0), config.value().shutdown_grace);
  EXPECT_EQ("preset:strict", config.value().standard_policy);
  EXPECT_EQ(std::chrono::minutes(2), config.value().note_delay);
  EXPECT_EQ(Language::kEnglish, config.value().language);
  EXPECT_EQ(std::chrono::hours(1), config.value().infrastructure_patience);
  EXPECT_FALSE(config.value().release_after_patience);
  EXPECT_EQ(std::chrono::hours(2), config.value().pipeline_patience);
  EXPECT_EQ(std::vector<std::string>{"updates"}, config.value().update_bots);
  EXPECT_FALSE(config.value().project_issue);
  EXPECT_EQ(3U, config.value().workers);
  EXPECT_FALSE(config.value().forks);
  EXPECT_TRUE(config.value().internal_is_shared);
  EXPECT_EQ((std::set<int64_t>{5, 7}), config.value().shared_groups);
  ASSERT_EQ(1U, config.value().upstreams.size());
  EXPECT_EQ("https://a.example/o/p", config.value().upstreams[0].url.text());
  EXPECT_EQ(std::chrono::hours(2), config.value().upstream_refresh);
  EXPECT_EQ(std::chrono::hours(72), config.value().upstream_stale_after);
  EXPECT_EQ(uint64_t{1} << 30U, config.value().upstream_quota_bytes);
  EXPECT_EQ(uint64_t{2} << 20U, config.value().upstream_largest_bytes);
  EXPECT_EQ(std::chrono::minutes(3), config.value().upstream_clone_deadline);
  EXPECT_EQ(std::chrono::seconds(4), config.value().upstream_fetch_deadline);
}

TEST(ServiceConfigTest, LinksToPrivatePagesCountForDays) {
  const std::string start =
      "gitlab: {url: 'https://gitlab.example.org', api_token_file: /a, read_token_file: /r}\n"
      "hooks: {secret_file: /s}\npages: ";
  const auto read = [&start](const std::string& pages) {
    return ReadServiceConfig("f.yml", start + pages + "\n", {});
  };
  EXPECT_EQ(std::chrono::hours(24 * 30), read("{url: 'https://p.example'}").value().link_lifetime);
  EXPECT_EQ(std::chrono::hours(24 * 7), read("{link_lifetime: 7d}").value().link_lifetime);
  for (const char* wrong : {"0d", "366d", "12h", "forever", "''"}) {
    EXPECT_FALSE(read("{link_lifetime: " + std::string(wrong) + "}").ok()) << wrong;
  }
}

TEST(ServiceConfigTest, RetentionIsSaidInDaysAndTheLogMayStayForEver) {
  const std::string start =
      "gitlab: {url: 'https://gitlab.example.org', api_token_file: /a, read_token_file: /r}\n"
      "hooks: {secret_file: /s}\nretention: ";
  const auto read = [&start](const std::string& retention) {
    return ReadServiceConfig("f.yml", start + retention + "\n", {});
  };
  const auto said = read("{operational: 30d, audit: 3650d}");
  ASSERT_TRUE(said.ok()) << said.error().message;
  EXPECT_EQ(std::chrono::hours(24 * 30), said.value().operational_retention);
  EXPECT_EQ(std::chrono::hours(24 * 3650), said.value().audit_retention);
  EXPECT_FALSE(read("{audit: forever}").value().audit_retention);
  EXPECT_FALSE(read("{operational: 90d}").value().audit_retention);
  for (const char* wrong : {"{operational: forever}", "{operational: 0d}", "{audit: 12h}",
                            "{audit: 99999d}", "{audit: -1d}", "{operational: ''}"}) {
    const auto refused = read(wrong);
    ASSERT_FALSE(refused.ok()) << wrong;
    EXPECT_TRUE(refused.error().message.starts_with("f.yml:3:")) << refused.error().message;
  }
}

TEST(ServiceConfigTest, APolicyMayLiveInAProject) {
  const auto config = Read(std::string(kSmallest) +
                           "policy: {project: platform/governance, ref: v3, path: p/i.yml,"
                           " refresh: 10m}\n");
  ASSERT_TRUE(config.ok()) << config.error().message;
  EXPECT_EQ("platform/governance", config.value().policy_project);
  EXPECT_EQ("v3", config.value().policy_ref);
  EXPECT_EQ("p/i.yml", config.value().policy_path);
  EXPECT_EQ(std::chrono::minutes(10), config.value().policy_refresh);
}

TEST(ServiceConfigTest, APolicyIsWrittenInOnePlace) {
  const auto error_of = [](const std::string& policy) {
    const auto config = Read(kSmallest + policy);
    return config.ok() ? "no error" : config.error().message;
  };
  EXPECT_NE(std::string::npos,
            error_of("policy: {project: a/b, instance: /etc/i.yml}\n").find("exclude each other"));
  EXPECT_NE(std::string::npos,
            error_of("policy: {ref: v3}\n").find("`policy.project` is missing: `policy.ref`"));
  EXPECT_EQ("serve.yml:7:19: `policy.project`: expected a project as group/name",
            error_of("policy: {project: governance}\n"));
  EXPECT_EQ("serve.yml:7:30: `policy.path`: expected the path of a .yml file in the project",
            error_of("policy: {project: a/b, path: ../i.yml}\n"));
}

TEST(ServiceConfigTest, TheEnvironmentsProxyCountsWhereTheFileNamesNone) {
  const ProxyEnvironment environment{"http://env:3128", "localhost"};
  EXPECT_EQ("http://env:3128", Read(kSmallest, environment).value().proxy);
  const std::string named = "gitlab:\n  proxy: http://file:3128\n" + std::string(kSmallest + 8);
  EXPECT_EQ("http://file:3128", Read(named, environment).value().proxy);
}

TEST(ServiceConfigTest, WhatIsWrongIsNamedWithItsPlace) {
  const std::string small = kSmallest;
  const std::pair<std::string, std::string> rows[] = {
      {"", "serve.yml: a configuration is a map of sections"},
      {"gitlab: 1\n", "serve.yml:1:9: `gitlab`: expected a map of keys"},
      {"hooks: {secret_file: /x}\n", "serve.yml: `gitlab.url` is missing"},
      {small + "note: {dely: 1s}\n", "serve.yml:7:8: unknown key `note.dely` - did you mean"},
      {small + "note: {delay: soon}\n", "serve.yml:7:15: `note.delay`: expected a duration"},
      {small + "note: {delay: 30h}\n", "serve.yml:7:15: `note.delay`: expected a whole number"},
      {small + "note: {language: fr}\n", "serve.yml:7:18: `note.language`: expected de or en"},
      {small + "note: {project_issue: yes}\n", "serve.yml:7:23: `note.project_issue`: expected on"},
      {small + "mirrors: {quota: 5}\n", "serve.yml:7:18: `mirrors.quota`: expected a size"},
      {small + "mirrors: {fetch_within: 0}\n",
       "serve.yml:7:25: `mirrors.fetch_within`: expected a"},
      {small + "mirrors: {clone_within: 2h}\n",
       "serve.yml:7:25: `mirrors.clone_within`: expected a"},
      {small + "shutdown: {grace: 11m}\n", "serve.yml:7:19: `shutdown.grace`: expected a duration"},
      {small + "store: {folder: data}\n", "serve.yml:7:17: `store.folder`: expected an absolute"},
      {small + "pages: {listen: here}\n", "serve.yml:7:17: `pages.listen`: expected ADDRESS:PORT"},
      {small + "pages: {listen: ':99999'}\n", "serve.yml:7:17: `pages.listen`: expected a whole"},
      {small + "pages: {url: 'ftp://x'}\n", "serve.yml:7:14: `pages.url`: \"ftp://x\" is no http"},
      {small + "forks: {compare: maybe}\n", "serve.yml:7:18: `forks.compare`: expected on or off"},
      {small + "forks: {shared_groups: [me]}\n",
       "serve.yml:7:24: `forks.shared_groups`: expected a whole number"},
      {small + "workers: {judgements: 0}\n", "serve.yml:7:23: `workers.judgements`: expected at"},
      {small + "policy: {groups: /etc/headwater/groups}\n",
       "serve.yml: `policy.instance` is missing"},
      {small + "policy: {instance: instance.yml}\n", "serve.yml:7:20: `policy.instance`: "},
      {small + "policy: {standard: strict}\n", "serve.yml:7:20: `policy.standard`: expected a pre"},
      {small + "upstreams: {refresh: 10s}\n",
       "serve.yml:7:22: `upstreams.refresh`: expected a duration from 1m to 90d"},
      {small + "upstreams: {allowed: https://a.example/o/p}\n",
       "serve.yml:7:22: `upstreams.allowed`: expected a list of addresses"},
      {small + "upstreams: {allowed: ['https://github.com/']}\n",
       "serve.yml:7:22: `upstreams.allowed`: `https://github.com/`: a host alone would let in"},
      {small + "upstreams: {allowed: ['http://a.example/o/p']}\n",
       "serve.yml:7:22: `upstreams.allowed`: `http://a.example/o/p`: expected an address that"},
      {small + "upstreams: {allowed: ['https://a.example/../p']}\n",
       "serve.yml:7:22: `upstreams.allowed`: `https://a.example/../p`: not the address of a"},
      {small + "upstreams: {allowed: [{url: 'https://a.example/o/p', privat: true}]}\n",
       "serve.yml:7:22: `upstreams.allowed`: an entry has no key `privat` - did you mean"},
      {small + "upstreams: {allowed: [{private: true}]}\n",
       "serve.yml:7:22: `upstreams.allowed`: an entry lacks its `url`"},
      {"gitlab: {url: https://u:p@g.example, api_token_file: /a, read_token_file: /b}\n",
       "serve.yml:1:15: `gitlab.url`: \"the address\" must not hold a user name"},
      {"gitlab: {url: https://g.example, api_token_file: /a, read_token_file: /b}\n",
       "serve.yml: `hooks.secret_file` or `hooks.signing_key_file` is missing"},
  };
  for (const auto& [yaml, message] : rows) {
    const auto config = Read(yaml);
    ASSERT_FALSE(config.ok()) << yaml;
    EXPECT_EQ(0U, config.error().message.find(message)) << config.error().message;
  }
}

TEST(ServiceConfigTest, ItSaysWhomToAskForExternalRules) {
  const std::string calls =
      "external:\n"
      "  desk: {command: [/opt/rules/desk, --strict], deadline: 5s}\n"
      "  far: {url: 'https://rules.example.org/far'}\n"
      "  near: {url: 'http://127.0.0.1:8090/near'}\n";
  const auto config = ReadServiceConfig("hw.yml", kSmallest + calls, {});
  ASSERT_TRUE(config.ok()) << config.error().message;
  const std::vector<ExternalCall>& external = config.value().external;
  ASSERT_EQ(3U, external.size());
  EXPECT_EQ("external/desk", external[0].rule);
  EXPECT_EQ((std::vector<std::string>{"/opt/rules/desk", "--strict"}), external[0].command);
  EXPECT_EQ(std::chrono::seconds(5), external[0].deadline);
  EXPECT_EQ("https://rules.example.org/far", external[1].url->text());
  EXPECT_EQ(std::chrono::seconds(10), external[1].deadline);
}

TEST(ServiceConfigTest, AMistakeAboutAnExternalRuleHasItsPlace) {
  const std::pair<std::string, std::string> rows[] = {
      {"{comand: [/a]}", "unknown key `comand` - did you mean `command`?"},
      {"{command: [desk]}", "`command`: expected the absolute path of a program"},
      {"{command: []}", "`command`: expected the absolute path of a program"},
      {"{command: [/a, 1]}", "`command`: expected texts"},
      {"{url: 'http://rules.example.org'}", "`url`: expected an https address"},
      {"{url: 'http://127.0.0.1.example.org'}", "`url`: expected an https address"},
      {"{command: [/a], url: 'https://a.example'}", "expected either `command` or `url`"},
      {"{}", "expected either `command` or `url`"},
      {"{command: [/a], deadline: 2m}", "`deadline`: expected a duration from 1s to 60s"},
      {"{command: [/a], deadline: 0}", "`deadline`: expected a duration from 1s to 60s"},
      {"[/a]", "an external rule has a `command` or a `url`"}};
  for (const auto& [call, sentence] : rows) {
    const auto config =
        ReadServiceConfig("hw.yml", kSmallest + ("external: {desk: " + call) + "}\n", {});
    ASSERT_FALSE(config.ok()) << call;
    EXPECT_EQ(0U, config.error().message.find("hw.yml:")) << config.error().message;
    EXPECT_NE(std::string::npos, config.error().message.find(sentence)) << config.error().message;
  }
}

TEST(ServiceConfigTest, AHostAloneIsAnUpstreamOnlyWhenItIsTheForgeItself) {
  // Wherever the section stands.
  const auto config =
      Read("upstreams: {allowed: ['https://GitLab.example.org', 'https://a.example/owner/']}\n" +
           std::string(kSmallest));
  ASSERT_TRUE(config.ok()) << config.error().message;
  const auto& allowed = config.value().upstreams;
  ASSERT_EQ(2U, allowed.size());
  EXPECT_EQ("https://gitlab.example.org", allowed[0].url.text());
  EXPECT_TRUE(allowed[0].everything_below);
  EXPECT_TRUE(allowed[1].everything_below);
}

TEST(ServiceConfigTest, HttpIsForAForgeThatSpeaksNothingElse) {
  std::string plain = kSmallest;
  plain.replace(plain.find("https:"), std::string_view("https:").size(), "http:");
  EXPECT_TRUE(Read(plain + "upstreams: {allowed: ['http://gitlab.example.org/g/']}\n").ok());
  EXPECT_FALSE(Read(plain + "upstreams: {allowed: ['http://other.example.org/g/']}\n").ok());
  EXPECT_FALSE(
      Read(std::string(kSmallest) + "upstreams: {allowed: ['http://gitlab.example.org/g/']}\n")
          .ok());
}

class AllowedUpstreamsTest : public testing::Test {
 protected:
  AllowedUpstreamsTest() {
    const auto config = Read(std::string(kSmallest) +
                             "upstreams:\n"
                             "  allowed:\n"
                             "    - https://github.com/curl/curl.git\n"
                             "    - https://git.example.org:8443/owner/\n"
                             "    - {url: 'https://inside.example.org/team/', private: true}\n"
                             "    - https://gitlab.example.org\n");
    allowed = config.value().upstreams;
  }
  const AllowedUpstream* Find(std::string_view url) const {
    const Result<SafeUrl> parsed = SafeUrl::Parse(url);
    return parsed.ok() ? FindAllowed(allowed, parsed.value()) : nullptr;
  }
  std::vector<AllowedUpstream> allowed;
};

TEST_F(AllowedUpstreamsTest, LetsInWhatIsListedAndWhatLiesBelowAnOwner) {
  for (const char* url :
       {"https://github.com/curl/curl", "https://github.com/curl/curl.git",
        "https://github.com/curl/curl/", "https://GitHub.com/curl/curl",
        "https://git.example.org:8443/owner/a", "https://git.example.org:8443/owner/sub/b.git",
        "https://gitlab.example.org/any/project", "https://inside.example.org/team/a"}) {
    EXPECT_NE(Find(url), nullptr) << url;
  }
  EXPECT_TRUE(Find("https://inside.example.org/team/a")->may_be_private);
  EXPECT_FALSE(Find("https://github.com/curl/curl")->may_be_private);
}

TEST_F(AllowedUpstreamsTest, LetsInNothingElseHoweverItIsWritten) {
  for (const char* url : {
           "http://github.com/curl/curl",                    // Another protocol.
           "ftp://github.com/curl/curl",                     //
           "file:///etc/passwd",                             //
           "ssh://git@github.com/curl/curl",                 //
           "git://github.com/curl/curl",                     //
           "ext::sh -c id",                                  //
           "https://github.com:443/curl/curl",               // A port that nobody named.
           "https://github.com:22/curl/curl",                //
           "https://git.example.org/owner/a",                // Not the port that was named.
           "https://git.example.org:8080/owner/a",           //
           "https://user@github.com/curl/curl",              // Somebody's name.
           "https://github.com@evil.example/curl/curl",      //
           "https://github.com.evil.example/curl/curl",      // Another host.
           "https://evilgithub.com/curl/curl",               //
           "https://api.github.com/curl/curl",               //
           "https://github.com./curl/curl",                  //
           "https://127.0.0.1/curl/curl",                    // Odd notations.
           "https://2130706433/curl/curl",                   //
           "https://0x7f.1/curl/curl",                       //
           "https://[::1]/curl/curl",                        //
           "https://[::ffff:127.0.0.1]/curl/curl",           //
           "https://github.com/curl",                        // Above, beside, and below.
           "https://github.com/",                            //
           "https://github.com/curl/curl2",                  //
           "https://github.com/curl/curl/fork",              //
           "https://github.com/curlx/curl",                  //
           "https://github.com/Curl/curl",                   //
           "https://git.example.org:8443/owner",             //
           "https://git.example.org:8443/owner2/a",          //
           "https://git.example.org:8443/owner/",            //
           "https://git.example.org:8443/owner/../other/a",  // Dots and their like.
           "https://git.example.org:8443/owner/./a",         //
           "https://git.example.org:8443/owner//a",          //
           "https://git.example.org:8443/owner/%2e%2e/a",    //
           "https://git.example.org:8443/owner/..%2fother",  //
           "https://git.example.org:8443/owner\\..\\other",  //
           "https://git.example.org:8443/owner/a?x=1",       // More than a path.
           "https://git.example.org:8443/owner/a#x",         //
           "https://git.example.org:8443/owner/a b",         //
           "https://git.example.org:8443/owner/a\nb",        //
           "https://gitlab.example.org",                     // No repository.
           "https://gitlab.example.org.evil.example/a/b",    //
           "",                                               //
           "-",                                              //
           "--upload-pack=id",                               //
       }) {
    EXPECT_EQ(Find(url), nullptr) << url;
  }
}

TEST_F(AllowedUpstreamsTest, NothingIsLetInByAnEmptyList) {
  EXPECT_EQ(FindAllowed({}, SafeUrl::Parse("https://github.com/curl/curl").value()), nullptr);
}

}  // namespace
}  // namespace headwater::config
