// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/pattern/messages.h"

namespace headwater::pattern {
namespace {

constexpr MessageText kMessages[] = {
    {"author",
     {.en = "A commit has an author from {domain}.",
      .de = "Ein Commit hat eine Autorenadresse bei {domain}."}},
    {"binary", {.en = "{path} is not text.", .de = "{path} ist kein Text."}},
    {"branch",
     {.en = "The name of the branch, {branch}, is not of the wanted form.",
      .de = "Der Name des Branches, {branch}, hat nicht die gewünschte Form."}},
    {"branch-not-known",
     {.en = "Which branch is to be merged is not known here.",
      .de = "Welcher Branch gemergt werden soll, ist hier nicht bekannt."}},
    {"file-too-large",
     {.en = "{path} has {size} bytes, and at most {limit} are wanted.",
      .de = "{path} hat {size} Bytes, erwünscht sind höchstens {limit}."}},
    {"forbidden-file",
     {.en = "{path} is a file that is not wanted here.",
      .de = "{path} ist eine Datei, die hier nicht erwünscht ist."}},
    {"line", {.en = "{path} holds {text}.", .de = "{path} enthält {text}."}},
    {"line-lacking",
     {.en = "{path} lacks what is asked for.", .de = "In {path} fehlt das Verlangte."}},
    {"line-secret",
     {.en = "{path} holds something that is not wanted. It is not repeated here.",
      .de = "{path} enthält etwas Unerwünschtes. Es wird hier nicht wiederholt."}},
    {"message",
     {.en = "The message of commit {commit} says {text}.",
      .de = "In der Nachricht von Commit {commit} steht {text}."}},
    {"message-lacking",
     {.en = "The message of commit {commit} lacks what is asked for.",
      .de = "In der Nachricht von Commit {commit} fehlt das Verlangte."}},
    {"message-secret",
     {.en = "The message of commit {commit} says something that is not wanted. It is not repeated "
            "here.",
      .de = "In der Nachricht von Commit {commit} steht etwas Unerwünschtes. Es wird hier nicht "
            "wiederholt."}},
    {"no-commits",
     {.en = "The change has no commits of its own.",
      .de = "Die Änderung hat keine eigenen Commits."}},
    {"no-files",
     {.en = "The change touches no file that is looked at.",
      .de = "Die Änderung berührt keine Datei, um die es geht."}},
    {"over-budget",
     {.en = "{path} was not searched to its end: it would take too long with this pattern.",
      .de = "{path} wurde nicht bis zum Ende durchsucht: Mit diesem Muster würde das zu lange "
            "dauern."}},
    {"path",
     {.en = "The path {path} is not of the wanted form.",
      .de = "Der Pfad {path} hat nicht die gewünschte Form."}},
    {"required-file",
     {.en = "No file of the project is called {glob}.",
      .de = "Keine Datei des Projekts heißt {glob}."}},
    {"texts-over-budget",
     {.en = "The texts of the change were not searched to their end: it would take too long with "
            "this pattern.",
      .de = "Die Texte der Änderung wurden nicht bis zum Ende durchsucht: Mit diesem Muster würde "
            "das zu lange dauern."}},
    {"title",
     {.en = "The title of the merge request is not of the wanted form.",
      .de = "Der Titel des Merge Requests hat nicht die gewünschte Form."}},
    {"title-not-known",
     {.en = "The title of the merge request is not known here.",
      .de = "Der Titel des Merge Requests ist hier nicht bekannt."}},
};

}  // namespace

std::span<const MessageText> Messages() { return kMessages; }

}  // namespace headwater::pattern
