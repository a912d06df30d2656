# Sentences of the interface in English.

## Errors

error-unexpected = Something went wrong on our side (update { $number }). It is in the log; please try again.
error-not-found = It is no longer there.
error-not-allowed = You have no right to do this.
error-not-editable = This post can no longer be changed.
error-unready = The draft cannot be published as it is.
error-channel-unavailable = The bot cannot work in this channel.
error-input-refused = This cannot be used here.
error-not-built-yet = This is not built yet. A later version brings it.
error-channel-gone = This channel is no longer connected. Connect it in /channels.
error-connect-owner-only = Only an owner of this Rubrika may connect channels. Ask for your id to be added to OWNER_IDS.
error-connect-not-admin = You are not an administrator of “{ $channel }”: ask its owner to make you one, then try again.
error-channel-invisible = I cannot see this channel. Add me to it as an administrator, then try again.
error-not-a-channel = This is not a channel. I publish in channels only.
error-authors-only = This command is for the channel's authors.
error-owners-only = This is for owners only: channels, their settings and their team.
error-not-of-team = This is for the channel's team, and you are not in it.
error-needs-approval = Posts of this channel go out when an editor has approved them. Press Send for review on the card: /drafts. If the post is planned, cancel it first.
error-further-needs-approval = Posts of “{ $channel }” go out when an editor has approved them. Leave this channel out (Channels on the card) and send a separate post there for review.
error-amend-reviewed = Posts of this channel are reviewed. Ask an editor to change this one: it is published already.
error-no-review = This post needs no review: publish it or schedule it yourself.

## Commands

command-new = write a draft
command-drafts = drafts
command-plan = what is planned
command-posts = published posts and their numbers
command-stats = statistics of the channel or of a #rubric
command-channels = channels and their settings
command-team = team and invitations
command-tags = rubrics
command-search = search the archive
command-top = the best posts
command-random = a good old post
command-saved = posts I saved
command-digest = my digest
command-language = language
command-privacy = what is kept about me
command-import = bring in the history of a channel
command-cancel = leave what is being asked
command-help = what I can do

## Channel events

channel-connected =
    Connected: { $channel }

    Send me a text, a picture, an album, a link or a forwarded post: it becomes a draft of this channel. Posts made by hand in the channel join the archive by themselves.
channel-paused = “{ $channel }” is paused: I am no longer an administrator there with the rights to post, edit and delete messages. Nothing is lost; give the rights back and I go on.
channel-resumed = “{ $channel }” works again: I have my rights back, and its plan goes on.
channel-connect-refused = You added me to “{ $channel }”, but nothing is connected. { $reason }

error-missing-rights = I lack rights in “{ $channel }”: { $rights }. Switch them on for me among the administrators of the channel, then I can work there.
right-can_post_messages = to post messages
right-can_edit_messages = to edit messages of others
right-can_delete_messages = to delete messages

## Authors

button-text = Text
button-media = Media
button-drop-media = Remove media
button-tags = Tags
button-buttons = Buttons
button-drop-buttons = Remove buttons
button-link = Which link
button-long = Long post
button-picture = Another picture
button-long-parts = In parts
button-long-rich = Rich message
button-long-picture = Picture above
button-options = Options
button-preview = Preview
button-schedule = Schedule
button-publish = Publish now
button-publish-sure = Publish
button-delete = Delete
button-delete-sure = Delete
button-cancel = Cancel
button-edit = Edit
button-reschedule = Reschedule
button-back = Back
button-next = Next
button-previous = Previous
button-next-slot = Next slot · { $moment }
button-slots = Slots
button-late = Late posts
button-late-publish = Publish anyway
button-late-ask = Ask the author
button-late-skip = Skip: make it a draft again
button-publish-late = Publish all
button-drop-late = All back to drafts
button-reset-slots = Default slots
button-hour = In an hour
button-tomorrow = Tomorrow
button-pick-date = Pick a date
button-swap = Swap with
button-repeat-planned = Repeat
button-skip = Skip this one
button-stop-series = Remove the other repeats ({ $count })
button-every-day = Daily
button-every-weekday = Weekdays
button-every-week = Weekly
button-every-month = Monthly
button-free-slots = Free slots
button-slot = Slot · { $time }
button-it-is-published = It is published
button-send-again = Send again
button-open-in-channel = Open in channel
button-connect-channel = Connect a channel
button-pick-channel = Choose a channel
button-zone = Zone
button-disconnect = Disconnect

option-silent = Sound: { $on ->
    [on] off, sent silently
   *[off] on
}
option-protected = Forwarding: { $on ->
    [on] forbidden
   *[off] allowed
}
option-caption = Caption: { $on ->
    [on] above the media
   *[off] below the media
}
option-preview = Link preview: { $place ->
    [above] above the text
    [off] none
   *[below] below the text
}
option-size = Preview size: { $size ->
    [large] large
    [small] small
   *[auto] as Telegram likes
}
option-pinned = Pin: { $on ->
    [on] pinned when it is out
   *[off] no
}
option-spoiler = Spoiler: { $on ->
    [on] the media are covered
   *[off] no
}

post-untitled = Untitled
media-photo = Picture
media-video = Video
media-animation = Animation
media-document = Document
media-audio = Audio
media-voice = Voice message

card-channel = Channel: { $channel }
card-no-channel = Channel: not chosen yet
card-tags = Rubrics: { $tags }
card-length = Length: { $units } of { $limit }
card-media = media: { $count }
card-connect-first = The draft is saved. To publish it, connect a channel: /channels
card-source = Source
card-more-sources = { $count ->
    [one] and { $count } more source
   *[other] and { $count } more sources
}
card-consent = 🤖 { $site } keeps this text from AI – { $reason }. The language model does not get it: the draft is the built-in one, and the AI buttons do not work here.
source-pasted = pasted text
source-day = { $day } { $month } { $year }
source-read-today = read today at { $time }
source-read-at = read { $moment }
source-in-language = { $code ->
    [ar] in Arabic
    [be] in Belarusian
    [bg] in Bulgarian
    [cs] in Czech
    [da] in Danish
    [de] in German
    [el] in Greek
    [en] in English
    [es] in Spanish
    [et] in Estonian
    [fi] in Finnish
    [fr] in French
    [he] in Hebrew
    [hi] in Hindi
    [hu] in Hungarian
    [id] in Indonesian
    [it] in Italian
    [ja] in Japanese
    [kk] in Kazakh
    [ko] in Korean
    [lt] in Lithuanian
    [lv] in Latvian
    [nl] in Dutch
    [no] in Norwegian
    [pl] in Polish
    [pt] in Portuguese
    [ro] in Romanian
    [ru] in Russian
    [sr] in Serbian
    [sv] in Swedish
    [tr] in Turkish
    [uk] in Ukrainian
    [vi] in Vietnamese
    [zh] in Chinese
   *[other] language: { $code }
}

status-draft = 📝 Draft
status-in_review = 👀 In review: the editors have it
status-approved = 👍 Approved: it may be published as it is
status-planned = 🗓 Planned: { $moment } ({ $distance })
status-publishing = ⏳ Publishing…
status-published = ✅ Published
status-uncertain = ❓ Uncertain: Telegram's answer was lost
status-failed = ⛔ Not published: { $reason }
status-late = ⏰ Late: it was planned for { $moment }
status-deleted = 🗑 Deleted

finding-empty = There is nothing to publish: add a text or media.
finding-caption-split = The text is longer than a caption may be (1,024): the media go first, the text below them in reply. Messages: { $count }.
finding-text-split = The text is longer than one message may be (4,096): it goes out as { $count } messages.
finding-rich = The text is too long for an ordinary message: it goes out as a rich message, whole. Apps that were not updated since the summer of 2026 show a request to update instead of it.
finding-picture = The text is longer than a caption may be (1,024): the picture stands above it as the preview of its address. Messages: { $count }. The file that you sent is not published.
finding-buttons = Buttons under the post take the place of the comments button. If the channel has comments, readers will not find them under this post.
finding-buttons-below = Telegram allows no buttons under an album: the words go below it as a message of their own, with the buttons.
finding-buttons-alone = Telegram allows no buttons under an album. Add words, which go below it with the buttons, or keep one picture, or remove the buttons.
finding-entities-lost = { $count } formatted places; Telegram keeps the first 100 and drops the rest silently.
finding-untraced = The source does not say this ({ $count }): { $words }. Please check before publishing.
finding-no-rubric = No rubric yet: readers will not find the post by hashtag.

draft-ask-new = Send me the first words: a text, a picture, an album, a link or a forwarded post. /cancel leaves.
draft-ask-text = Send the new text. Formatting is kept.
draft-ask-media = Send the picture, video, album or file that the post is to carry instead.
draft-media-removed = The media are removed.
draft-ask-tags = Added rubrics now: { $tags }
tags-in-text = In the text itself: { $tags }
tags-how = Tap a rubric to add it, tap it again to take it away. Or type your own, separated by blanks or commas: #case #advertising. What you type replaces the added ones; a dash (-) removes them all.
tags-by-likeness = ✨ Suggested: posts like this one have these rubrics.
tags-by-use = ✨ Suggested: no post is like this one yet, so these are the ones used most.
tags-no-channel = Choose a channel for the draft, and its rubrics are shown here.
tags-none-used = The channel has no rubrics yet: the first published hashtag begins the list.
tags-more = Not all of them fit on buttons: { $count } more can be changed only by typing.
tags-stands-in-text = This hashtag stands in the text itself. To remove it, change the text: Back, then Text.
draft-tags-not-understood = A rubric is letters, digits and underscores, with at least one letter: #case #ads_2026. Try again, or /cancel.
error-rubric-gone = The channel has this rubric no longer. Open Tags again to see those that it has.
draft-options = How the post is sent:
draft-links = Which link of the text is shown as a preview?
draft-ask-buttons = Send the buttons, a line each: words, a dash, an address. A bar (|) puts buttons side by side. What you send replaces the buttons that are there.
buttons-example = For example:
    Read the study - https://example.org/study
    Shop - https://example.org | Chat - https://t.me/example
buttons-now = Buttons now:
buttons-not-understood = I did not understand “{ $typed }”. A button is words, a dash and an address, for example: Read the study - https://example.org/study
buttons-bad-address = “{ $address }” is no address that a button can open. It begins with https://, http:// or tg://, for example: Shop - https://example.org
buttons-words-long = “{ $words }…” is too long for a button: at most { $limit } characters.
buttons-row-full = One line holds at most { $limit } buttons. Put the others on the next line.
buttons-too-many = That is more than Telegram allows: at most { $limit } buttons, and fewer if their addresses are long.
draft-buttons-removed = The buttons are removed.
long-about = The text is { $units } characters long, more than an ordinary message of this kind holds. It can go out in one of these ways:
long-parts = { $carrier ->
    [media] the media first, the text below them in reply. Every app shows it.
   *[text] several messages, cut at the ends of paragraphs. Every app shows them.
}
long-rich = one message with everything inside, up to 32,768 characters. Apps that were not updated since the summer of 2026 show a request to update instead, and links have no previews.
long-picture = one text of up to 4,096 characters with the picture above it, shown from a public address. The file that you sent is not published.
long-how = Tap a way, and the post is shown as it will look.
long-no-picture = Telegram shows a picture above a long text only from a public address, and yours has none: it was sent as a file. Send an address of the picture that opens for everybody, for example https://example.org/picture.jpg, or choose another way.
long-ask-picture = Send the address of the picture, for example https://example.org/picture.jpg. It must open for everybody: if Telegram cannot load it, the post goes out without a picture, so look at the preview.
long-bad-picture = That is no address of a picture. For example: https://example.org/picture.jpg
draft-edited = You edited the message; the draft follows it.
preview-refused = Telegram refuses the post as it is: { $reason }

schedule-ask = When shall it go out? Type it: tomorrow at 10:30, fri 19:00, 25.12 18:00, in 2 hours. The zone is { $zone }.
schedule-not_understood = I did not understand the moment. For example: tomorrow at 10:30, fri 19:00, 25.12 18:00, in 2 hours.
schedule-past = That moment is over. Name a future one, for example: tomorrow at 10:30.
schedule-too_far = That is more than a year away. Name a nearer moment, for example: 25.12 18:00.
scheduled = Scheduled: { $moment } ({ $zone }), { $distance }, in “{ $channel }”.
scheduled-beside = ⚠️ At the same moment: { $title }
scheduled-other = another post
schedule-slot-taken = Another post has taken this slot meanwhile. Here is the next one.
schedule-which = Which of these do you mean? Press it, or type the moment in other words.
swap-ask = With which post shall it change places?
swap-nobody = No other post is planned here.
swap-done = “{ $title }” goes out { $moment } now.
error-plan-changed = The plan has changed meanwhile, so I moved nothing. Open /plan and try again.
repeat-ask = How often shall it be repeated? Each repeat is a post of its own in the plan.
repeat-ask-length = How many times more, or until which day? Press a number, or type: 5, or until 31.12.
repeat-not-understood = I need a number from 1 to { $most }, or a last day. For example: 5, or until 31.12.
repeat-none = No repeat fits there: name a later day. I plan up to a year ahead.
series-made = Scheduled: { $count ->
        [one] one repeat, on { $last }.
       *[other] { $count } repeats, the last one on { $last }.
    }
series-made-how = They stand in /plan: move, edit or skip each one as you like.
series-cut = These are not all: I plan at most { $most } repeats at once, and none more than a year ahead.
skipped = Skipped. The other repeats stay in the plan.
series-stopped = The other repeats are removed. This post stays in the plan.
calendar-month = { $month ->
     [1] January
     [2] February
     [3] March
     [4] April
     [5] May
     [6] June
     [7] July
     [8] August
     [9] September
     [10] October
     [11] November
    *[12] December
    }
calendar-ask = Pick a day, or type the moment. A dot ({ $mark }) marks days with planned posts. The zone is { $zone }.
calendar-ask-time = At what time? Press it, or type it: 9:30.
calendar-taken = Planned that day: { $times }

publish-ask = Publish in “{ $channel }” now?
publishing = Publishing…
published = Published
cancelled = Cancelled. The post is a draft again.
delete-ask = Delete this draft for good?
deleted = Deleted
pin-failed = The post is out, but not pinned:
failed-notice = Not published. { $reason }
late-ask = It was planned for { $moment } and is late by { $late }, because I was not running or Telegram did not answer. What shall become of it?
published-late = Published { $late } late
late-skipped = It was late, so it did not go out: “{ $channel }” skips late posts. It is a draft again.
late-ask-many = { $count ->
    [one] One post is late, because I was not running or Telegram did not answer. What shall become of it?
   *[other] { $count } posts are late, because I was not running or Telegram did not answer. What shall become of them?
    }
late-skipped-many = { $count ->
    [one] One post was late and did not go out. It is a draft again:
   *[other] { $count } posts were late and did not go out. They are drafts again:
    }
late-published-many = { $count ->
    [one] One post went out late:
   *[other] { $count } posts went out late:
    }
late-line = { $late } late
late-more = … and { $count } more
late-none = None of these posts is late any more.
late-publish-ask = { $count ->
    [one] Publish one late post now?
   *[other] Publish { $count } late posts now, one after another?
    }
late-publishing = { $count ->
    [one] Publishing one post…
   *[other] Publishing { $count } posts, one after another…
    }
late-dropped = { $count ->
    [one] One post is a draft again.
   *[other] { $count } posts are drafts again.
    }
late-title = Late posts of “{ $channel }”
late-how = After an outage a post may be late. Up to { $minutes } min late it goes out anyway, and I tell its author. What shall become of a later one?
meter-gives =
    The exact meter has read { $posts } { $posts ->
        [one] post
       *[other] posts
    } of “{ $channel }” for the first time. Telegram showed it views of { $views } and reposts of { $forwards } of them; they are on each post's Numbers, with their source.
meter-gives-nothing = The exact meter reads “{ $channel }”, but Telegram shows it neither views nor reposts. Nothing is written down as zero; I ask again in a week.
meter-sign-in = The exact meter cannot sign in: Telegram refuses METER_TOKEN, METER_API_ID or METER_API_HASH. Check them and start me again; everything else works without it.
meter-invisible = The exact meter cannot see “{ $channel }”: add its bot to the channel as an administrator, no right to post is needed. I look again tomorrow.
outage-begun = Telegram has taken no posts of { $channels } for { $span }: { $reason }
    Nothing is lost. I keep trying, less and less often, and tell you when it goes on.
outage-over = Nothing is held up any more in { $channels }. It took { $span }.
outage-more = and { $count } more
uncertain-ask = Telegram's answer was lost: I do not know whether the post went out. Please look into “{ $channel }” and tell me.
uncertain-ask-part = This post goes out as { $parts } messages. Telegram's answer was lost: I do not know whether message { $part } of { $parts } went out. Please look into “{ $channel }” and tell me about this message.
uncertain-closed = Published: I have noted that it is in the channel.
lost-found = Telegram's answer was lost; found in the channel as post { $post }.
lost-sent-again = Telegram's answer was lost; it had not arrived, and was sent again.

list-drafts = Drafts
list-drafts-empty = No drafts. Send me any text, picture or link.
list-plan = Plan
list-plan-empty = Nothing is planned. Open a draft (/drafts) and press Schedule.
plan-later = Later
plan-free = 🆓 { $times }
plan-paused = ⏸ Paused: nothing goes out until an owner opens the channel in /channels and presses Go on.
plan-crowded = { $count ->
        [one] ⚠️ Two or more posts go out at one moment.
       *[other] ⚠️ At { $count } moments two or more posts go out at once.
    }
plan-fill = Choose a free slot, then the draft that is to go out then.
plan-no-free = There is no free slot this week.
plan-fill-with = Which draft shall go out then?
plan-nothing-fits = No draft of this channel fits this slot, or somebody has taken it.
button-week-picture = Picture
button-week-dark = 🌙 Dark
button-week-light = ☀️ Light
week-span = { $first } – { $last } { $year }
week-today = today
week-standing-planned = planned
week-standing-sending = being sent
week-standing-late = late
week-standing-uncertain = unclear
week-standing-failed = failed
week-standing-published = published
week-crowded = two at the same time
week-free-slot = free slot
week-free-count = free slots: { $count }
week-free-times = free { $times }
week-no-posts = no posts
week-nothing = nothing
week-more = { $count } more
week-posts = posts: { $count }
list-posts = Posts
list-posts-empty = Nothing is published yet.

channels-title = Channels
channels-some = Open one to see its settings.
channels-none = No channel is connected yet. Press Connect a channel, or make me an administrator of yours, or forward a post of it to me.
channels-ask = Press Choose a channel below: Telegram shows your channels and gives me the rights I need.
channel-ask = Which channel?
channel-chosen = I work with “{ $channel }” now.
channel-private = Private channel
channel-zone = Zone: { $zone }
channel-discussion = Discussion group: linked
channel-no-discussion = Discussion group: none
channel-connected-state = Connected
channel-paused-state = Paused: give me my rights back if I lost them, and press Go on.
channel-disconnected-state = Disconnected
channel-disconnect-ask = Disconnect “{ $channel }”? Nothing more is published there; its archive is kept.
channel-disconnected = Disconnected: { $channel }. The archive is kept; connect the channel again whenever you like.
channel-lost = I cannot publish in “{ $channel }” any more. { $reason } Its plan is paused, nothing is lost: it goes on when you press Go on in /channels.
zone-ask = The zone is { $zone }. Send a city (Berlin), a zone (Europe/Berlin) or an offset (UTC+3).
zone-not-understood = I do not know this zone. For example: Berlin, Europe/Berlin, UTC+3.

error-post-gone = This post is no longer there.
error-nothing-left = Without media nothing would be left of the post. Add a text first, or delete the draft.
error-album-full = An album holds at most { $limit } items.
error-album-mixed = An album mixes pictures and videos; documents and audio go only with their own kind.
error-kind-refused = { $kind } cannot become a post yet. Send a text, a picture, a video, an animation, a document, audio or voice.
kind-sticker = A sticker
kind-video_note = A video message
kind-poll = A poll
kind-other = This kind of message
error-no-channel = No channel is connected yet. Connect one: /channels
error-no-slot = There is no free slot within a year.
error-slots-too-many = A channel has at most { $count } slots. Remove some first.
slots-title = Slots
slots-own = The week of this channel, in the zone { $zone }. Next slot takes the first free one; a slot with a rubric is only for posts of that rubric.
slots-default = The default slots, in the zone { $zone }. Add your own or remove some, and the week is yours.
slots-none = No slots.
slots-ask =
    Tap a slot to remove it. To add slots, type them, one per line:
    tue 19:00 #case
    mon-fri 10:00, 18:00
    sat noon
slots-not-understood =
    I did not understand these slots. Type days and times, one slot per line, for example:
    tue 19:00 #case
    mon-fri 10:00, 18:00
    daily 9am
error-channel-paused = “{ $channel }” is paused: nothing goes out there until an owner opens it in /channels and presses Go on.
error-not-planned = This post is not planned.
error-planned-already = This post is planned already. Cancel it first, then choose another channel for it.
error-edited-part = The draft stays as it is: this message is only a part of it, or no longer its text. Press Text on its card to change it.
error-already-published = This post is already published, so nothing was changed.
error-uncertain = It is not known whether this post went out. Please answer the question about it first.
error-not-uncertain = This question is answered already.
error-sending-begun = The sending has begun: it can no longer be changed or cancelled.

## Team

role-editor = editor
role-author = author
button-team = Team
button-invite-editor = Invite editor
button-invite-author = Invite author
button-member-make-editor = Make editor
button-member-make-author = Make author
button-member-remove = Remove
button-member-remove-sure = Remove
team-title = Team of “{ $channel }”
team-owners = Owners: { $names }
team-member = { $name } – { $role } since { $since }
team-none = Nobody is invited yet. A link lets in one person and is good for 24 hours.
team-some = Tap a name to change the role or to remove somebody.
team-member-of = { $role } of “{ $channel }” since { $since }
team-may-editor = Writes, plans and publishes the posts of everybody in the channel, and approves those of authors.
team-may-author = Writes posts of their own, and publishes them where no review is asked for.
team-invite-editor = An invitation to be an editor of “{ $channel }”. Pass this link on: it lets in one person, until { $until }.
team-invite-author = An invitation to be an author of “{ $channel }”. Pass this link on: it lets in one person, until { $until }.
team-came-editor = { $name } followed your link: a new editor of “{ $channel }”.
team-came-author = { $name } followed your link: a new author of “{ $channel }”.
team-your-role = Your role in “{ $channel }” has changed: { $role }.
team-remove-ask = Remove { $name } from the team? What they wrote stays; they are a reader from then on.
team-removed = Removed: { $name } is not in the team of “{ $channel }” any more.
team-you-are-removed = You are not in the team of “{ $channel }” any more. As a reader you are welcome as before: /start
error-member-gone = This person is not in the team any more.

## Journal

button-journal = Journal
journal-title = Journal of “{ $channel }”
journal-none = Nothing has been done here yet.
journal-planned = planned “{ $title }” for { $detail }
journal-moved = moved “{ $title }” to { $detail }
journal-published = published “{ $title }”
journal-late-wanted = let “{ $title }” go out late
journal-cancelled = took “{ $title }” out of the plan
journal-repeated = repeated “{ $title }”: { $detail }
journal-repeats = { $count ->
    [one] { $count } time, on { $last }
   *[other] { $count } times, the last one on { $last }
}
journal-skipped = skipped a repeat of “{ $title }”
journal-repeats-stopped = removed the other repeats of “{ $title }” ({ $detail })
journal-edited = edited “{ $title }” in the channel
journal-pinned = pinned “{ $title }”
journal-unpinned = unpinned “{ $title }”
journal-deleted = deleted “{ $title }”
journal-deletion-set = set “{ $title }” to be deleted: { $detail }
journal-deletion-dropped = kept “{ $title }”: it is not deleted by itself any more
journal-deleted-on-time = had “{ $title }” deleted, as its time was up
journal-unpinning-set = set “{ $title }” to be unpinned: { $detail }
journal-unpinning-dropped = kept “{ $title }” pinned: it is not unpinned by itself any more
journal-unpinned-on-time = had “{ $title }” unpinned, as its time was up
journal-submitted = sent “{ $title }” for review
journal-approved = approved “{ $title }”
journal-returned = returned “{ $title }”: { $detail }
journal-taken-back = took “{ $title }” back from review
journal-approval-lost = changed “{ $title }”, which needs a new approval
journal-overridden = let “{ $title }” through against the house rules: { $detail }
journal-invited = made an invitation: { $detail }
journal-joined = joined the team: { $detail }
journal-made-editor = made { $detail } an editor
journal-made-author = made { $detail } an author
journal-removed = removed { $detail } from the team
journal-connected = connected the channel
journal-resumed = let the paused channel go on
journal-disconnected = disconnected the channel
journal-zone-set = set the zone: { $detail }
journal-review-on = switched review on
journal-review-off = switched review off
journal-late-policy-set = set what happens to late posts: { $detail }
journal-slots-added = added slots: { $detail }
journal-slot-removed = removed a slot: { $detail }
journal-slots-reset = went back to the default slots
journal-rule-on = switched a house rule on: { $detail }
journal-rule-off = switched a house rule off: { $detail }
journal-rules-changed = changed a house rule: { $detail }
journal-words-added = added forbidden words: { $detail }
journal-words-removed = removed forbidden words: { $detail }
journal-source-made = made a link for subscribers: { $detail }
journal-source-renamed = renamed a link for subscribers: { $detail }
journal-source-closed = closed a link for subscribers: { $detail }
journal-letter-lost = may not have got the letter of the week of { $detail }: Telegram’s answer was lost
journal-rubric-renamed = gave a rubric another tag: { $detail }
journal-rubric-described = changed the words or the emoji of a rubric: { $detail }
journal-rubric-hidden = hid a rubric from readers: { $detail }
journal-rubric-shown = showed a rubric to readers again: { $detail }
journal-rubric-joined = joined one rubric to another: { $detail }
journal-rubric-parted = made a synonym a rubric of its own again: { $detail }
journal-announced = let an announcement go to { $detail } readers
journal-run-paused = paused a sending: { $detail }
journal-run-went-on = went on with a sending: { $detail }
journal-run-stopped = stopped a sending: { $detail }
journal-paid-digests-on = switched on paid sending of digests
journal-paid-digests-off = switched off paid sending of digests

## Rubrics of a channel, kept by its authors

button-rubrics = Rubrics
button-rubric-pairs = Probably the same
button-rubric-rename = Rename
button-rubric-describe = Description
button-rubric-emoji = Emoji
button-rubric-hide = Hide
button-rubric-show = Show
button-rubric-join-to = Join to…
button-rubric-join = Join
button-rubric-apart = Not the same
button-rubric-synonyms = Synonyms
catalogue-title = Rubrics
catalogue-channels = The settings of channels are for owners only. Rubrics you keep as well: tap a channel.
catalogue-some = Most used first. 🙈 is hidden from readers. Tap a rubric to change it.
catalogue-none = No published post has a hashtag yet. The first one makes the first rubric.
rubric-first-tag = First written as { $tag }; that tag still finds it.
rubric-synonyms-line = Also: { $tags }
rubric-is-hidden = Hidden: it is in no list of readers. Its posts are found by words, and by its tag.
rubric-hidden = Hidden: { $tag } is in no list of readers now. Who knows the tag still finds its posts.
rubric-shown = Shown: { $tag } is in the lists of readers again.
rubric-rename-ask = What should lists show instead of { $tag }? Posts keep their text, and the old tag still finds the rubric. Type one tag, for example: #hit_of_the_week
rubric-describe-ask = What is { $tag } about? Type one line of up to { $count } characters, for example: One campaign a week, taken apart. A dash removes the description.
rubric-emoji-ask = Which emoji should stand before { $tag }? Send one, for example: 🔥 A dash removes it.
rubric-join-to-ask = Which rubric should the posts of { $tag } stand in? Tap it, or type its tag, for example: #case
rubric-tag-not-understood = I need one hashtag of up to 64 letters, digits and _. For example: #case
rubric-description-too-long = A description is one line of up to { $count } characters. For example: One campaign a week, taken apart.
rubric-emoji-not-understood = I need one emoji. For example: 🔥
rubric-renamed = Renamed.
rubric-described = Description saved.
rubric-emoji-set = Emoji saved.
rubric-join-sure = { $count ->
    [one] Join { $joined } to { $into }? Its { $count } post will stand in { $into }, and both tags will open it. You can part them again.
   *[other] Join { $joined } to { $into }? Its { $count } posts will stand in { $into }, and both tags will open it. You can part them again.
}
rubric-join-shown = { $joined } is hidden now, { $into } is not: its posts come into readers’ lists.
rubric-join-hidden = { $into } is hidden: the posts of { $joined } leave readers’ lists. Who knows a tag still finds them.
rubric-joined = Joined: { $tag } has the posts of both now.
rubric-joined-already = They are one rubric already.
rubric-synonyms-page = Synonyms of { $tag }. Tap one to make it a rubric of its own again: each post goes back where its tags say.
rubric-parted = { $count ->
    [one] Parted: { $tag } is a rubric of its own again, with { $count } post.
   *[other] Parted: { $tag } is a rubric of its own again, with { $count } posts.
}
rubric-pairs-title = Probably the same
rubric-pairs-at = { $at } of { $count }
rubric-pairs-ask = Join makes them one rubric. Not the same is remembered.
rubric-pairs-none = No rubrics look like the same one.
rubric-told-apart = Noted: they are not the same.
error-rubrics-keepers = The owner and the editors of a channel keep its rubrics. Ask one of them.
error-rubric-taken = { $tag } is another rubric already. To make the two one, open it and use Join to….
error-rubric-unknown = This channel has no rubric { $tag }. Type one of its tags, for example one from the list.
error-rubric-synonyms = A rubric has at most { $count } synonyms. Part one first.
button-navigation = Navigation post
button-navigation-pinned = Publish and pin
button-navigation-again = Publish again
button-navigation-leave = Stop
button-navigation-overwrite = Write it anew
button-navigation-stop = Stop updating
button-navigation-resume = Keep up to date
navigation-title = Navigation post
navigation-post-title = Rubrics of the channel
navigation-post-all = All rubrics
navigation-none = A post in the channel that lists its rubrics, each with its count and a link. I keep it up to date. So it would look:
navigation-sure = Publish the navigation post in “{ $channel }” now?
navigation-publishing = It is on its way to the channel.
navigation-uncertain = It is not known whether it came out: Telegram’s answer was lost. I look for it, and ask you in this chat if I cannot find out.
navigation-failed = It was not published. So it would look now:
navigation-current = It is in the channel. New rubrics appear in it within ten minutes, counts are updated once an hour.
navigation-stopped = It stands in the channel and is not updated any more.
navigation-gone = Somebody deleted the navigation post in the channel. Publish it again, or stop?
navigation-changed = Somebody changed the navigation post by hand. I can write it anew from the rubrics, or leave it as it is and stop updating it.
navigation-refused = Telegram does not let me change the navigation post. I can try again, or stop updating it. Deleting it and publishing another one helps as well.
error-navigation-empty = No rubric has a published post yet: the navigation post would be empty. Publish a post with a hashtag first.
error-navigation-post = This post lists the rubrics of the channel. Open them here: /tags
error-repeat-navigation = A channel has one navigation post. It is updated or published again on its own page: open the channel’s Rubrics, then Navigation post.
error-navigation-none = There is no navigation post in the channel any more. Open Rubrics and publish it again.

## Links of subscribers

error-links-no-right = I lack the right to add subscribers in this channel, and invite links need it. Switch it on for me among the administrators, then try again.
error-links-channel-lost = I am no longer in this channel, so I can do nothing with its invite links. Add me as an administrator and try again.
error-links-no-answer = No answer came from Telegram. Nothing is lost: try again in a minute.
error-links-wait = Telegram asks to wait { $seconds } s with invite links. Then try again.
error-links-refused = Telegram refused: { $reason }
links-name-wrong = A name has 1 to 32 characters in one line. For example: Ad at Anna's, 12 May
links-name-taken = There is a link “{ $name }” already. Add a date or a place, so that they can be told apart.
links-too-many = A channel has at most { $most } open links. Close one that is not needed any more.
links-closed-already = This link is closed: its name stays.
button-links = Links
button-new-link = New link
button-links-month = 30 days
button-links-all = All time
button-links-chart = Chart
button-copy-invite = Copy the invite link
button-copy-start = Copy the link to me
button-make-link = Make the link
button-link-rename = Rename
button-close-link = Close link
links-title = Links · { $channel }
links-all-time = All time
links-month = Who came in the last 30 days
links-counted = Counted from Telegram's updates, as of { $at }
links-since = I have counted since { $since }. Who came before, or while I was no administrator, Telegram does not tell me.
links-gap = From { $since } to { $until } I heard nothing: who came or left then is missing here.
links-gap-open = Since { $since } I have heard nothing of the channel: who comes or leaves is missing here.
links-more-gaps = { $count ->
    [one] There is one earlier time like this.
   *[other] There are { $count } earlier times like this.
    }
links-none = No links yet. Make one for each place where you advertise the channel: I count who comes by it, and who stays.
links-others = Other ways
links-departures = { $count ->
    [one] One more left of whom I never heard that they came.
   *[other] { $count } more left of whom I never heard that they came.
    }
links-joined = joined { $joined } · left { $left } · still there { $present }
links-stayed = stayed 7 days: { $week } · 30 days: { $month }
links-stayed-week = stayed 7 days: { $week }
links-starts = pressed Start by the link to me: { $count }
links-at-least = at least { $count }
links-at-most = at most { $count }
links-of = { $stayed } of { $of }
links-came = joined { $joined }
links-invite = Invite link to the channel:
links-no-invite = none yet
links-start = Link to me:
links-is-closed = Closed on { $day }: nobody is counted by it any more, its numbers stay.
links-apart = Who presses Start and who joins are counted apart: the one does not follow from the other.
links-own = This is the link “{ $name }”, and it works. You are of the channel's team: you are neither counted by it nor welcomed, others are.
links-own-closed = This was the link “{ $name }”. It is closed: nobody is counted by it any more.
links-ask = What is the link for? Send a name of up to 32 characters, for example: Ad at Anna's, 12 May
links-ask-new = What shall “{ $name }” be called? Up to 32 characters, for example: Ad at Anna's, 12 May
links-made = Link made.
links-made-without = Made, but without an invite link to the channel: press “Make the link” when the reason is gone. The link to me works already.
links-renamed = Renamed.
links-renamed-here = Among the links of the channel in Telegram the old name stays.
links-close-ask = Close “{ $name }”? The invite link stops working for good, and nobody is counted by it any more. The numbers stay.
links-closed = Link closed.
links-not-closed = The link is still open. { $reason }
links-chart-came = joined
links-chart-week = stayed 7 days
links-chart-month = stayed 30 days
links-chart-note = Only those who came long enough ago can have stayed 7 or 30 days; “-” not known.
links-chart-more = { $count ->
    [one] One more link is not in the picture.
   *[other] { $count } more links are not in the picture.
    }

## Review

button-review-on = Ask for review
button-review-off = Publish without review
button-review-send = Send for review
button-review-withdraw = Take back
button-review-approve = Approve
button-review-return = Return
channel-review = Review: posts of authors go out when an editor has approved them
channel-no-review = Review: none, authors publish by themselves
review-on-planned = { $count ->
    [one] One planned post of an author has no approval. It goes out as planned unless you take it out of the plan.
   *[other] { $count } planned posts of authors have no approval. They go out as planned unless you take them out of the plan.
}
review-sent = Sent for review: the editors have it. You will be told what they say.
review-taken-back = Taken back: the post is a draft again.
review-asked = { $name } sends a post for review.
review-changes = Changed since the editors saw it:
review-approved = Approved. The author is told, and may publish exactly this.
review-returned = Returned. The author is told why.
review-approved-by = 👍 Approved by { $name }
review-returned-by = ↩️ Returned by { $name }: { $remark }
review-withdrawn = The author has taken the post back: there is nothing to decide.
review-changed = The post has changed since you saw it, so nothing is decided. This is how it is now.
review-approval-gone = The approval is gone: the post has changed since, and it is not in the plan. Send it for review again.
review-ask-remark = What shall the author change? Write a remark: the author reads it on the card.
review-remark-again = A remark is a text of up to { $limit } characters. Try again, or /cancel.
review-you-approved = { $name } has approved your post: you may publish or schedule it. A change takes the approval away.
review-you-returned = { $name } has returned your post with a remark.
error-not-in-review = This post is in no review.
touch-cancelled = { $name } took your post “{ $title }” out of the plan.
touch-moved = { $name } moved your post “{ $title }” to { $moment }.
touch-changed = { $name } changed your post “{ $title }”.
touch-somebody = Somebody of the team
button-open-post = Open the post

## Moments

moment-day = { $weekday }, { $day } { $month } { $year }
moment-at = { $day }, { $time }
weekday-0 = Mon
weekday-1 = Tue
weekday-2 = Wed
weekday-3 = Thu
weekday-4 = Fri
weekday-5 = Sat
weekday-6 = Sun
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
distance-days = { $count } d
distance-hours = { $count } h
distance-minutes = { $count } min
distance-in = in { $distance }
distance-seconds = { $count } s
distance-moment = a moment

## Numbers of posts, with who counted them and when

number-source-updates = Telegram's updates
number-source-preview = public page
number-source-meter = exact meter
number-source-author = entered by hand
number-source-export = export
number-entered-by = entered by { $name }
number-seen = seen by the bot
number-heard = heard in the discussion group, deleted ones included
number-moment = { $day } { $month } { $year }, { $time }
number-of = { $source }, { $moment }
number-stale = Changes since { $moment } may be missing
numbers-line = ❤ { $reactions } · observed reposts: { $reposts }
numbers-legend = Sources: { $sources }. Oldest: { $moment }.
numbers-legend-reposts = reposts the bot saw
numbers-legend-comments = discussion group
numbers-legend-rounded = ≈ rounded
numbers-legend-least = “+” means at least
numbers-legend-stale = ⏳ changes since { $moment } may be missing
numbers-legend-unknown = “-” not known

button-curve = Chart
curve-title = Reactions in the first 48 hours
curve-post = this post
curve-median = { $posts ->
    [one] median of { $posts } post
   *[other] median of { $posts } posts
    }
curve-band = the middle half of those posts
curve-hours = hours after publication
curve-no-median = There is no median yet: it takes { $least } other posts whose first 48 hours I heard whole. So far: { $posts }.
curve-median-of = { $posts ->
    [one] The median is of { $posts } post of the channel whose first 48 hours I heard whole.
   *[other] The median is of { $posts } posts of the channel whose first 48 hours I heard whole.
    }
curve-source = Reactions: { $source }
curve-gaps = Where the line breaks, reactions are not known: I was not told of them.
curve-after = After { $hours } h
curve-now = Now, after { $span }
curve-line = { $when }: { $total }
curve-line-usual = { $when }: { $total } (median { $median })
curve-nothing-yet = There is nothing to draw yet: Telegram has told of no reaction to this post. The line begins with the first one.
curve-nothing = There is nothing to draw: I was told of no reaction in the first 48 hours of this post.
curve-since = I have counted reactions of this channel since { $moment }.
decimal-mark = .

## Readers

greeting = Hello! I keep the archive of “{ $channel }”.
greeting-reader = Browse it by rubric, search it in your own words, see the best, or get a digest at the hour you choose.
greeting-author = You are an author here: send me a text, a picture, a forwarded post or a link, and I make a draft of it. /help lists the rest.

button-go-rubrics = 📚 Rubrics
button-go-search = 🔍 Search
button-go-best = 🏆 Best
button-go-digest = 📬 Digest
button-order-newest = Newest
button-order-best = Best
button-period-week = Week
button-period-month = Month
button-period-year = Year
button-period-all = All time
button-follow = ➕ Follow
button-unfollow = ➖ Unfollow
button-follow-tag = ➕ Follow #{ $tag }
button-unfollow-tag = ➖ Unfollow #{ $tag }
button-followed = ⭐ My rubrics
button-at-once = 🔔 At once
button-not-at-once = 🔕 Not at once
button-news-open = 📖 Open
button-news-open-title = 📖 Open: { $title }

follows-title = Your rubrics in “{ $channel }”
follows-none = You follow no rubric yet. Open a rubric and press Follow: it can come in your digest, or at once.
follows-at-once = What is new in them comes at once, gathered, at most once an hour.
follows-not-at-once = What is new in them does not come by itself. “At once” tells you when it is published, at most once an hour; /digest brings it at your time.
follows-now = You follow #{ $tag } now.
follows-no-more = You do not follow #{ $tag } any more.
news-title = { $count ->
    [one] New in “{ $channel }”
   *[other] New in “{ $channel }”: { $count } posts
}
notices-unknown = { $count ->
    [one] One notice about a rubric has an unknown outcome: Telegram's answer was lost. It is not sent again. Reader:
   *[other] { $count } notices about rubrics have an unknown outcome: Telegram's answers were lost. They are not sent again. Readers:
}
error-follows-full = You follow { $most } rubrics, which is the most there can be. Unfollow one first: /tags, then My rubrics.
error-reader-rubric-gone = The channel has this rubric no longer. See /tags for those it has.

button-share = Share

posts-count = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
rubrics-some = Rubrics, most used first:
rubrics-none = There are no rubrics yet: no published post has a hashtag.

-search-hint = Also: “several words in a row”, -without, #rubric, May 2025, 2025-05..2025-07.
search-ask =
    What shall I look for? Send me words in any form, or a #rubric.
    { -search-hint }
search-no-words =
    I need a word to look for. For example: packaging, or #cases.
    { -search-hint }
search-only-without = This only says what to leave out. Add what to look for: a word, a #rubric or a month. For example: packaging -milk
found-newest = Found, newest first: { $words }
found-best = Found, best first: { $words }
found-nothing =
    Nothing is found for “{ $words }”. Try fewer words, or look through the rubrics.
    { -search-hint }
found-nothing-near = Nothing is found for “{ $words }”. Perhaps it is in these rubrics:
found-span = The posts of this channel are from { $first } to { $last }.
found-perhaps = Perhaps you meant: { $words }
found-instead = No post has “{ $typed }”. I show what was probably meant.
button-as-typed = Search exactly as typed
button-perhaps = 🔍 { $words }

top-week = The best of the week
top-month = The best of the month
top-year = The best of the year
top-all = The best of all time
top-by-reactions = by reactions
top-by-reposts = by observed reposts
top-by-comments = by comments
top-since = Published since { $day } { $month } { $year }. Posts whose number is not known are not in this list.
top-ever = Published at any time. Posts whose number is not known are not in this list.
top-none-reactions = No posts in this period with known reactions yet. Try a longer one.
top-none-reposts = No posts in this period that I have seen reposted yet. Try a longer one.
top-none-comments = No posts in this period with known comments yet. Try a longer one.
button-top-reactions = Reactions
button-top-reposts = Reposts
button-top-comments = Comments

button-any-good = 🎲 Random
button-another = 🎲 Another one
any-good-none = No old post with known reactions yet. Look again when the archive has grown, or see the best.
button-this-day = 📅 On this day
this-day = { $day } { $month }
this-day-heading = On this day, { $day }, in earlier years
this-day-week = Nothing was published on { $day } of earlier years. This is from the days around it:
this-day-none = Nothing was published around { $day } in earlier years.

button-post-save = 🔖 Save
button-post-saved = ✅ Saved
button-alike = More like this
button-unsave = ✖️ Remove
button-unsave-gone = ✖️ Remove the post that is gone
post-saved = Saved. /saved lists what you saved.
post-unsaved = Removed from your saved posts.
post-media-missing = I could not bring all of this post. The rest is in the channel.
alike-heading = More like this:
alike-none = I have found no other post like this one:
saved-heading = Saved posts: { $count }
saved-none = Nothing is saved yet. Press “Save” under any post, and it stands here.
saved-gone = A post that can no longer be read: it was deleted, or its channel was disconnected.
error-saved-full = You have saved { $limit } posts, and I keep no more. The oldest is “{ $title }”. Remove some in /saved, then save this one.

reader-channel-ask = Which channel do you read?
reader-no-channel = No channel is connected yet, so there is nothing to read. Come back later.
owner-no-channel = No channel is connected yet. Connect one: /channels. Drafts can be written right away: send me a text, a picture or a link.
error-reader-channel-gone = This channel is no longer connected. Press /start to see what there is to read.
reader-forward-unknown = I know only posts of my own channels since I joined them, and this one is not among them. Send me words to search, or see /tags.
reader-media-refused = I can search by words only. Send me a word or a #rubric, or see /help.

language-name = English
language-ask = Which language shall I speak?
language-chosen = I speak English now.

help-reader =
    Send me words, and I search the archive; #rubric shows a rubric. Forward me a post of the channel, and I open its page.
    { -search-hint }
help-author = Send me a text, a picture, a video, a forwarded post or a link, and I make a draft of it.
question-cancelled = Cancelled: I am not waiting for an answer any more. Nothing saved is lost.

command-unknown = I do not know this command. /help lists what I can do.
invite-wrong = This invitation is not known. Ask the owner of the channel for a new link.
invite-used = This invitation is used already: a link lets in one person. Ask the owner for a new one.
invite-old = This invitation is over: a link is good for 24 hours. Ask the owner for a new one.
invite-needless = You have this role in “{ $channel }” already, or a higher one. Nothing has changed, and the link is still good: pass it on to whom you invite.
joined-editor =
    You are an editor of “{ $channel }” now: you write, and you plan, publish and approve the posts of everybody in it.

    Send me a text, a picture or a link, and I make a draft of it. /help lists the rest.
joined-author =
    You are an author of “{ $channel }” now.

    Send me a text, a picture or a link, and I make a draft of it. /help lists the rest.
button-unknown = This button is not for you, or is too old. /start shows what I can do.

inline-open = Open this in the bot
inline-choose = First choose a channel in the bot
inline-start = Press Start in the bot to read this channel
inline-link = Read in the channel
inline-more = More in the bot

## Privacy

privacy-head = What I keep about you:
privacy-kept-profile = { $name }, { $username }; language { $language }, zone { $zone }
privacy-kept-channel = the channel you chose: “{ $channel }”
privacy-kept-digests = { $count ->
        [one] the settings of a digest
       *[other] the settings of { $count } digests
    }, and when each was sent
privacy-kept-announcements = announcements that came to you, and whether you want any: { $count }
privacy-kept-saved = saved posts: { $count }
privacy-kept-follows = rubrics you follow and their notices: { $count }
privacy-kept-arrivals = when you joined or left a channel, or pressed Start by a link: { $count }
privacy-kept-welcomes = welcomes by a link: { $count }
privacy-kept-reposts = posts of the channel that you shared where I could see it: { $count }
privacy-kept-team = your place in teams, invitations: { $count }
privacy-kept-letters = letters of the week: { $count }
privacy-kept-model = days on which you asked a language model: { $count }
privacy-kept-posts = posts and drafts that you wrote: { $count }
privacy-kept-work = what you did to posts and settings, in journals too: { $count }
privacy-kept-messages = numbers of messages in this chat: { $count }
privacy-kept-conversations = the question that is open: { $count }
privacy-kept-updates = messages and presses as Telegram sent them, for two days: { $count }
privacy-words = What people search for is kept without their names. If you write posts and a language model is set up here, it gets the text that you ask it to work on.
privacy-others = Nothing of this goes to anybody else. Whoever runs this bot can read its store.
privacy-exported = Everything that I keep about you, as a JSON file.
privacy-ask = Forget you? This cannot be undone.
privacy-goes = What goes, at once: your settings, digests, saved posts and followed rubrics, your place in teams, and every record of this chat.
privacy-goes-drafts = { $count ->
        [one] One draft of yours goes too.
       *[other] { $count } drafts of yours go too.
    }
privacy-goes-planned = { $count ->
        [one] One planned post of yours goes too: it will not come out.
       *[other] { $count } planned posts of yours go too: they will not come out.
    }
privacy-stays = What stays: numbers without a name - how many came by a link, how many shared a post.
privacy-stays-posts = { $count ->
        [one] The post that you published stays the channel’s, without your name.
       *[other] The { $count } posts that you published stay the channels’, without your name.
    }
privacy-owner = You remain an owner: the settings of this installation name your id (OWNER_IDS), and only who runs it can change that.
privacy-forgotten = Forgotten. I keep nothing about you any more. If you write again, we begin anew.
button-privacy-export = 📄 Export my data
button-privacy-ask = 🗑 Forget me

## Digest

digest-card = Digest of “{ $channel }”
digest-card-off = It is off: nothing comes. Choose how often you want it, and it starts at once.
digest-comes-daily = It comes daily at { $time }.
digest-comes-weekdays = It comes on weekdays, Monday to Friday, at { $time }.
digest-comes-twice = It comes twice a month, on the 1st and the 15th, at { $time }.
digest-clock = Your time: { $time }.
digest-comes-weekly = It comes weekly, on { $day }, at { $time }.
digest-comes-chosen = It comes on { $days } at { $time }.
digest-on-0 = Mondays
digest-on-1 = Tuesdays
digest-on-2 = Wednesdays
digest-on-3 = Thursdays
digest-on-4 = Fridays
digest-on-5 = Saturdays
digest-on-6 = Sundays
digest-next = The next one: { $moment } ({ $distance }), { $least ->
    [1] if there are new posts by then.
   *[other] if there are at least { $least } new posts by then.
    }
digest-next-at-once = The next one comes right now, { $least ->
    [1] if there are new posts.
   *[other] if there are at least { $least } new posts.
    }
digest-next-kept = It was already promised for this time. After that, digests come at { $time }.
digest-next-none = No digest will come: all of its days are quiet. Choose another day in More choices.
digest-paused = Paused: no digest until { $day }.
digest-next-paused = The first one after that: { $moment } ({ $distance }), { $least ->
    [1] if there are new posts by then.
   *[other] if there are at least { $least } new posts by then.
    }
digest-card-quiet = Quiet days, when nothing comes: { $days }.
digest-card-taste = { $scope }, up to { $count } posts, { $order }.
digest-scope-all = All rubrics
digest-scope-followed = Rubrics you follow
digest-scope-except = All rubrics except those left out
digest-order-best = best first
digest-order-time = in order of time
digest-choose-days = On which days would you like the digest? Press a day to add it, press it again to remove it.
digest-choose-weekday = On which day of the week would you like the digest?
digest-choose-quiet = Which days should be quiet? Nothing comes then, and new posts wait for the next digest.
digest-choose-most = How many posts at most in one digest? The button More below it opens the rest.
digest-choose-least = How many new posts does it take for a digest to come? If there are fewer, they wait for the next one.
digest-choose-pause = How long should the digest pause? New posts wait for the first digest after the pause.
digest-ask-pause = Until when should the digest pause? Send a day, or for how long. For example: until Dec 1, or: two weeks
digest-ask-zone = Where do you live? Send a city or an offset, for example: Berlin, or UTC+3. Or press the button below, and I will find the zone by your location.
digest-zone-again = I do not know this place. Send a large city or an offset, for example: Berlin, or UTC+3. Or send your location.
digest-zone-set = Your zone: { $zone }. It is { $time } there now, right? If not, press Zone again and send a large city near you.
digest-rubrics-all = Your digest has all rubrics. “Followed” keeps only the ones you follow, “All but some” leaves out those you do not need.
digest-rubrics-except = Your digest has all rubrics except these: { $tags }. Press a rubric to leave it out, press it again to bring it back.
digest-rubrics-except-none = Your digest has all rubrics: nothing is left out yet. Press the ones you do not need.
digest-rubrics-but = Your digest has all rubrics except these: { $tags }. To change the list, press “All but some”.
digest-rubrics-but-none = Your digest has all rubrics: nothing is left out yet. To leave some out, press “All but some”.
digest-tags-more = and { $count } more
digest-stopped = Stopped: no more digests of “{ $channel }” will come. To have them back: /digest.
digest-ask-time = At what time would you like the digest? For example: 9:30
digest-time-again = I do not understand this time. Send it like this: 9:30
digest-days-none = That would leave no day at all. Choose another day first, then remove this one, or press Off on the card: /digest
digest-quiet-all = That would leave no day for the digest. Keep at least one, or press Off on the card: /digest
digest-pause-again = I do not understand this date. Send a day within a year from now, for example: until Dec 1, or: two weeks
digest-rubrics-followed = Your digest has the rubrics you follow.
digest-rubrics-none = Your digest should have the rubrics you follow, but you follow none yet, so nothing will come. Open Rubrics, choose one and press Follow, or choose All.
digest-nothing-followed = Your digest of “{ $channel }” has only the rubrics you follow, and you follow none yet. Open a rubric in /tags and press Follow, or choose All in /digest → Rubrics.
digest-nothing = There is nothing new in “{ $channel }” yet.
digest-nothing-best = The best of what was there before: /top.

digest-title = Digest: { $channel }
digest-subtitle = { $period } · { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
digest-subtitle-more = { $period } · posts { $first }–{ $last } of { $total }
digest-subtitle-one = { $period } · post { $place } of { $total }
digest-day = { $day } { $month }
digest-days = { $first }–{ $last }
digest-period = { $first } – { $last }
digest-rest = { $count ->
    [one] And { $count } more post.
   *[other] And { $count } more posts.
}
digest-no-rubric = Without a rubric
digest-rest-gone = That is all: there are no more posts in this digest.
digest-rarest = It cannot come less often than this, but you can stop it altogether.
digest-button-more = 📖 More · { $count }
digest-button-less = 🐢 Less often
digest-button-undo = ↩️ As before
digest-more = { $count ->
    [one] and { $count } more post in the channel
   *[other] and { $count } more posts in the channel
}
run-paused-digest = Digests of { $channel } are paused: Telegram refuses their text, and would refuse it to everybody. It says: { $reason }. Nobody is skipped: those left wait. It is tried again in an hour, or at once when you press Go on; correct the post first.
run-paused-announcement = The announcement of { $channel } is paused: Telegram refuses it, and would refuse it to everybody. It says: { $reason }. Nobody is skipped: those left wait. It is tried again in an hour, or at once when you press Go on; Stop ends it for good.
digest-run-unpaid = Telegram did not take paid sending for the digests of { $channel }. It says: { $reason }. Nobody is left out: they go at the free rate. It stays on and is tried with the next digests; I write of it again only if it has worked meanwhile.
digest-unknown = { $count ->
    [one] One digest has an unknown outcome: Telegram's answer was lost. It is not sent again. Reader:
   *[other] { $count } digests have an unknown outcome: Telegram's answers were lost. They are not sent again. Readers:
}

button-digest-daily = Daily
button-digest-weekdays = Weekdays
button-digest-weekly = Weekly
button-digest-chosen = Chosen days
button-digest-twice = Twice a month
button-digest-choices = ➕ More choices
button-digest-weekday = Day: { $day }
button-digest-quiet = Quiet days
button-digest-most = Posts: up to { $count }
button-digest-least = New: at least { $count }
button-digest-by-best = Best first
button-digest-by-time = By time
button-digest-announcements = 📣 Announcements: { $state ->
    [on] on
   *[off] off
}
button-digest-pause = ⏸ Pause
button-digest-week = A week
button-digest-two-weeks = Two weeks
button-digest-month = A month
button-digest-until = Until a date…
button-digest-go-on = ▶️ Resume now
button-digest-location = 📍 Send my location
button-digest-off = Off
button-digest-time = 🕙 Time
button-digest-zone = 🌍 Zone
button-digest-rubrics = 🏷 Rubrics
button-digest-now = 👀 Show now
button-digest-all = All
button-digest-followed = Followed
button-digest-except = All but some
button-digest-back = Back
button-digest-stop = 🔕 Stop
button-digest-card = ⚙️ Settings
greeting-owner-alone =
    Hello! I am Rubrika, the newsroom of your channel: drafts, a plan, publishing exactly once, an archive by rubric and digests for readers.

    Let us begin with the channel: make me an administrator of it, or press Connect a channel, or forward any post of it to me.
button-resume = Go on
channel-renamed = The channel “{ $before }” is now called “{ $channel }”. Its plan is paused, so that nothing goes to the wrong place. If all is well, open it in /channels and press Go on.

## Welcomes of subscribers

welcome-kind-refused = A welcome is made of texts, or single photos and videos with words. Send one of these.
welcome-empty = There is nothing in this message. Send a text, a photo or a video.
welcome-text-long = Too long: { $units } characters, and one message holds { $limit }. Send a shorter text.
welcome-caption-long = Too long: { $units } characters, and under a photo or a video { $limit } fit. Send it with fewer words.
welcome-formatting = Too much formatting: { $count } pieces of it, and Telegram keeps { $limit }. Send it with less.
welcome-delay-long = { $days } days after the person came is the latest. Choose a shorter time.
welcome-delay-taken = Another message comes at that time. Choose a different one.
welcome-full = A welcome has at most { $count } messages. Delete one that is not needed.
welcome-title = Welcome
welcome-about = It comes from me to those who come to “{ $channel }” by this link and press Start. One tap stops it. From 22:00 to 9:00 by their clock only the answer to Start comes, the rest waits for the morning.
welcome-none = There are no messages yet: nobody is welcomed.
welcome-closed = The link is closed: nobody new is welcomed. Whoever is on the way gets the rest.
welcome-people = On the way: { $running } · stopped: { $stopped } · have had everything: { $done }
welcome-sent = sent: { $count }
welcome-failed = refused by Telegram: { $count }
welcome-unknown = not known whether it came: { $count }
welcome-step = Message { $number } of { $count }
welcome-at-once = At once
welcome-in-hour = In an hour
welcome-in-day = In a day
welcome-in-three-days = In three days
welcome-after = In { $distance }
welcome-ask = Send the message: a text, or a photo or a video with words. Formatting is kept.
welcome-ask-change = Send the new message: a text, or a photo or a video with words. Whoever has got the old one keeps it.
welcome-ask-delay = When shall it come, counted from when the person came? Press one, or type it: “2 hours”, “5 days”. 30 days at most.
welcome-delay-again = I did not understand how long. Write, for example: 2 hours, 5 days, at once. Or /cancel.
welcome-added = Added
welcome-saved = Saved
welcome-delete = Delete message { $number }?
welcome-delete-about = Whoever has not got it yet will not get it.
welcome-message-gone = I no longer have the message that this was about. Press “Add a message” and send it again.
welcome-in-parts = Too long: Telegram sent it in parts, and one message holds { $limit } characters. Send a shorter text.
welcome-stopped = Stopped: no more of these messages about “{ $channel }” come to you.
button-welcome = 👋 Welcome
button-welcome-add = ➕ Add a message
button-welcome-show = 👀 Show
button-welcome-text = Change text
button-welcome-delay = Change delay
button-welcome-stop = 🔕 Stop

## Letter of the week

letter-title = The week of “{ $channel }”
letter-best = Best of the week
letter-reactions = reactions: { $count }
letter-grown = Grew most
letter-grown-line = #{ $tag }: median reactions per post { $value }, { $change }. { $span } against the one before.
letter-planned = Planned this week: { $count }
letter-nothing-planned = Nothing is planned for this week.
letter-more = … and { $count } more
letter-how = This letter comes on Mondays at 10:00. “No letters” ends it in one tap.
letter-stopped = Stopped: no more letters about “{ $channel }”. The button under a letter brings them back, and so does /stats.
letter-resumed = Letters about “{ $channel }” come again, on Mondays at 10:00.
button-letter-stats = 📊 Statistics
button-letter-stop = 🔕 No letters
button-letter-resume = 🔔 Send letters again

## Sources

source-bad-address = This is not the address of a page. Send a link that begins with https://, or paste the text.
source-forbidden-address = This address leads inside a private network: I read only pages of the public web. Paste the text instead.
source-unreachable = The page cannot be reached now. Try again later, or paste its text here.
source-timeout = The page did not arrive in time. Try again later, or paste its text here.
source-too-large = This is too large to be read: 5 MB is the limit. Paste the text that matters here.
source-too-many-redirects = The link leads from page to page more than { $count } times. Open it yourself and send me the last address, or paste the text.
source-refused = The site did not give me the page (its answer: { $status }). Open it yourself and paste the text here.
source-robots = The site asks programs not to read this page, and I respect that. Open it yourself and paste the text here.
source-not-a-page = The link leads to a file, not to a page with text. Paste the text here.
source-not-a-document = I read documents that end with .txt, .md or .html. Send one of these, or paste the text here.
source-no-text = I found no article here. Paste its text instead.
source-script-only = The text of this page appears only in a browser, I cannot see it. Open it and paste the text here.
source-paywall = The article is only for subscribers. If you have access, paste the text here.
source-too-complex = The page could not be taken apart in time. Paste its text here.

consent-robots = robots.txt of the site forbids programs to read this page
consent-robots-ai = robots.txt of the site turns AI away
consent-content-signal = the site gives no consent to using its text as input of an AI (Content-Signal)
consent-content-usage = the site gives no consent to use by AI (Content-Usage)
consent-tdm-header = the site reserves its rights to text and data mining (header)
consent-tdm-meta = the page reserves its rights to text and data mining
consent-tdm-file = the site reserves its rights to text and data mining (tdmrep.json)
consent-noai-meta = the page forbids use by AI (noai)
consent-noai-header = the site forbids use by AI (noai in a header)
consent-unknown = the site did not answer whether it allows use by AI

## Writing

generating-already = Something is being written for this post already: wait for it, or press Stop.
generating-failed = The writing failed on our side; the draft is as it was. It is in the log; please try again.
llm-unavailable = The language model does not answer now; try again in a few minutes.
llm-key-refused = The language model refuses our key: the owner of this bot should look at LLM_API_KEY.
llm-not-found = There is no such language model at its address: the owner of this bot should look at LLM_BASE_URL and LLM_MODEL.
llm-busy = The language model has too much to do, or its account is used up; try again later.
llm-broken = The language model answered with something that is no post.
llm-wordy = The language model answered with far more than a post may hold.
llm-language = The language model answered in another language.
llm-refuses = The language model refuses to write about this.
llm-too-long = This is too long for the language model.
llm-too-slow = The language model took too long.
llm-stopped = Stopped.
llm-cut = The answer of the language model broke off; this is it up to its last whole sentence.
llm-stopped-early = Stopped; this is what had been written by then.
llm-shortened = The article is longer than the language model can take; only its beginning was used.
llm-unchanged = The language model gave the post back without the change; try again, or say in your own words what to change.
llm-limit =
    { $limit ->
        [0] Drafts by a language model are switched off here.
        [one] Your one draft by a language model of today is used up; the next one is yours after midnight ({ $zone }).
       *[other] Your { $limit } drafts by a language model of today are used up; the next ones are yours after midnight ({ $zone }).
    }
llm-source-refuses = The site of this post's source does not allow its words to be given to an AI; please change the text by hand.
llm-no-text = There are no words in this post to work on.
llm-not-set = No language model is set up here: the owner of this bot can set LLM_BASE_URL.

## Working with a language model

button-ask-shorter = Shorter
button-ask-sharper = Sharper
button-ask-calmer = Calmer
button-ask-headlines = Headlines
button-ask-translate = Translate
button-ask-by-words = Rewrite by my words
rewriting-ask-tongue = Into which language?
tongue-ru = Russian
tongue-en = English
tongue-de = German
tongue-zh = Chinese
tongue-ko = Korean
rewriting-ask-words = What should change? Say it in your own words, in up to { $limit } characters. For example: begin with the figure, drop the last paragraph.
rewriting-words-again =
    { $count ->
        [0] I need words: what should change?
        [one] This is { $count } character.
       *[other] This is { $count } characters.
    } Please write no more than { $limit }. For example: begin with the figure, drop the last paragraph.
proposal-shorter = ✏️ A shorter version
proposal-sharper = ✏️ A sharper version
proposal-calmer = ✏️ A calmer version
proposal-translate = ✏️ A translation
proposal-by-words = ✏️ A version by your words
proposal-headlines = ✏️ Headlines to choose from
proposal-length = Length: { $before } → { $after }
proposal-lost =
    { $count ->
        [one] Formatting was lost in { $count } place.
       *[other] Formatting was lost in { $count } places.
    }
proposal-how = Nothing is changed yet: the draft is as it was.
proposal-headlines-how = Press a headline and it becomes the first line. Nothing is changed yet.
button-proposal-take = Take it
button-proposal-again = Again
button-proposal-leave = Leave it
proposal-taken = Taken: this is the post now. The text before it is in History.
proposal-left = Left: the draft is as it was.
proposal-stale = The post has changed since, and this was made of its earlier text. Press Again for a new version.
proposal-gone = A later version has taken this one's place: it is below.
usage-today = 🤖 The language model today: { $people }. A person may ask { $limit } a day.
usage-nobody = 🤖 Nobody has asked the language model today. A person may ask { $limit } a day.
usage-more = { $count } more
usage-month = 🤖 In 30 days: requests { $requests }, characters { $characters }
usage-month-tokens = 🤖 In 30 days: requests { $requests }, characters { $characters }, tokens { $tokens }

## The built-in draft

draft-opinion = ✍️ Your opinion
draft-facts = Figures and names of the source
draft-names = Names
draft-source = Source
draft-note-foreign = The sentences are the source's own, in its language: without a language model I cannot translate.
draft-note-translate = The sentences are the source's own, in its language: “Translate” turns them into the channel's.
draft-note-partial = The site showed only the beginning of the article; the draft is made from it. Send the whole text if you have it.
draft-note-thin = There is very little text in the source: see whether the main thing stayed on the page.
draft-ask-launch-1 = Who needs this, and who will pay for it?
draft-ask-launch-2 = What makes it better than what people use already?
draft-ask-launch-3 = Would you use it yourself, and why?
draft-ask-scandal-1 = Who was really hurt, and who gained from the noise?
draft-ask-scandal-2 = What should have been done on the first day?
draft-ask-scandal-3 = Where is the line that must not be crossed?
draft-ask-study-1 = Who was asked, and whom does the finding suit?
draft-ask-study-2 = Which figure surprised you most?
draft-ask-study-3 = What should be done differently now?
draft-ask-law-1 = Whom does it concern, and what will it cost them?
draft-ask-law-2 = What is worth checking at home right now?
draft-ask-law-3 = Does it protect people, or only make work harder?
draft-ask-campaign-1 = What will the viewer remember in a week?
draft-ask-campaign-2 = Can the product be seen behind the trick?
draft-ask-campaign-3 = Would you do the same, and what would you change?
draft-ask-general-1 = Why is this worth talking about right now?
draft-ask-general-2 = What do you disagree with here?
draft-ask-general-3 = What follows from this for your work?

## House rules

button-check = Check
button-override = Override
button-history = History
button-typography = Typography
button-go-back = Go back to this
button-add-media = Add
button-medium-up = Up { $number }
button-medium-down = Down { $number }
button-medium-drop = Remove { $number }
button-rules = House rules
button-signature = Signature
button-new-words = Add a word list
button-rule-on = Switch on
button-rule-off = Switch off
button-rule-error = Make it an error
button-rule-advice = Make it advice
button-rule-change = Change
button-rule-remove = Remove

card-check = Check: { $count ->
    [one] { $count } finding
   *[other] { $count } findings
}{ $errors ->
    [0] {""}
   *[other] {", "}blocking: { $errors }
}
check-title = Check
check-model-share = 🤖 A language model wrote { $percent }% of the words; the rest is yours.
check-nothing = Nothing to mend: the post may go out.
check-mended = Mended. Preview shows the post as it is now.
check-blocked = { $count ->
    [one] { $count } error blocks Publish and Schedule: mend it, or press Override and say why it may stay.
   *[other] { $count } errors block Publish and Schedule: mend them, or press Override and say why they may stay.
}
check-more = and { $count } more
check-untraced = The source does not say this ({ $count }), please check before publishing:
check-compare = Please compare these quotations with the source yourself:
check-translated = the source is in another language
check-unchecked = Names that the source writes in other letters, so I cannot tell: { $names }
check-consent = 🤖 { $site } keeps this text from AI – { $reason }.
check-found = Found in { $site }: { $count }
check-found-in-sources = Found in the sources: { $count }
check-evidence = “{ $words }”
check-published-then = the day it was published
check-overridden = overridden: { $remark }
check-ask-remark = Why may the errors stay? Your remark is kept with the post.
check-remark-again = Send the remark as a text of at most { $limit } characters, for example: the advertiser asked for these words.
error-rules-broken = { $count ->
    [one] House rules: { $count } error blocks the post. Press Check on its card to see it, mend it or override it.
   *[other] House rules: { $count } errors block the post. Press Check on its card to see them, mend them or override them.
}
error-further-rules-broken = { $count ->
    [one] House rules of “{ $channel }”: { $count } error blocks the post there. Change the post, or leave this channel out (Channels on the card).
   *[other] House rules of “{ $channel }”: { $count } errors block the post there. Change the post, or leave this channel out (Channels on the card).
}

violation-no-rubric = No rubric.
violation-too-short = Too short: { $count }, at least { $limit }.
violation-too-long = Too long: { $count }, at most { $limit }.
violation-typography = { $count ->
    [one] Typography: { $count } place.
   *[other] Typography: { $count } places, the first of them:
}
violation-quote = A quotation mark:
violation-sentence = Two sentences on one line:
violation-untraced = The source does not say this:
violation-no-source-link = No link to the source:
violation-no-signature = No signature:
violation-no-ai-mark = Written mostly by a model, and the line about it is missing:
violation-no-ad-mark = Advertising without the mark “Реклама”:
violation-no-advertiser = Advertising without its advertiser (name, ИНН or ОГРН):
violation-no-erid = Advertising without erid:
violation-bad-erid = This is no erid: 8 to 64 Latin letters and digits are.
violation-no-note = A mention that needs a note:
violation-word = A word of the list:

repair-typography = Set the typography
repair-lines = A line for each sentence
repair-source-link = Add the link to the source
repair-signature = Add the signature
repair-ai-mark = Add the line about the model
repair-notes = Add the note

rules-title = House rules
rules-some = Errors block publishing until they are mended or overridden, advice only speaks. Open a rule to change it.
rules-on = On: { $level }
rules-off = Off
rules-no-legal-advice = As we knew the law on { $day }. This is no legal advice: check the list and keep it up to date yourself.
level-error = error
level-advice = advice
rule-rubric = A rubric
rule-rubric-about = Every post has at least one hashtag, in its text or added.
rule-length = Length
rule-length-about = How long a post may be, added rubrics included; in UTF-16 units, as Telegram counts.
rule-typography = Typography
rule-typography-about = Quotes, dashes, ranges and blanks are set as the language asks. One tap sets them.
rule-quotes = No quotation marks
rule-quotes-about = No quotation marks of any kind.
rule-lines = One sentence a line
rule-lines-about = Every sentence stands on a line of its own. One tap parts them.
rule-facts = Only what the source says
rule-facts-about = Figures, dates, names and quotations of a post made from a source stand in that source.
rule-source-link = A link to the source
rule-source-link-about = A post made from a source links to it. One tap adds the line.
rule-signature = Signature
rule-signature-about = Every post ends with this line. It is not added behind your back: Check asks for it, and one tap adds it, so that what is published is what was shown.
rule-ai-mark = AI is marked
rule-ai-mark-about = A post most of whose words a model wrote says so with this line. One tap adds it.
rule-advertising = Marks of advertising
rule-advertising-about = A post that looks like advertising (erid, the mark itself, or one of the words below) has the mark “Реклама”, the advertiser, and an erid of the right form in the text or in a link.
rule-organisations = Notes on organisations
rule-organisations-about = Whoever names one of these organisations or their products adds the note. One tap adds it. A line each: names | note | day.
rule-words = Words
rule-words-about = None of these words, in any grammatical form; after = in this form only.
rule-ask-length = Send the bounds, for example: 300-1500, from 300, up to 1500.
rule-ask-words = Send the words or phrases by commas or on lines, for example: unique, quality content, =sale. After = a word is meant in this form only.
rule-ask-signs = Send the words that betray advertising by commas or on lines, for example: промокод, на правах рекламы.
rule-ask-mentions = Send the whole list, a line each, as: Meta, Facebook | the note | 21.03.2022
rule-ask-line = Send the line, at most 300 characters, formatting is kept. For example: Marketing aloud
rule-not-understood = I did not understand this. { $ask }
error-rule-gone = This rule is no longer there.

## History

history-title = History
history-some = Revisions, newest first. Open one to see what it changed.
history-revision = Revision { $number }
history-no-words = No words.
history-formatting = Only the formatting changed.
history-media = Media: { $before } → { $after }
history-tags = Rubrics: { $before } → { $after }
history-options = Options changed.
history-same = The same as before.
history-back = Revision { $number } is back, as a new revision.
history-by-hand = by hand
sending-title = Sending
sending-part = message { $part }
attempt-open = under way
attempt-sent = sent
attempt-refused = Telegram refused it
attempt-postponed = Telegram asked to wait
attempt-unknown = the answer was lost
evidence-echo = Discussion group
evidence-personal = Owner's personal channel
evidence-probes = Messages behind the last known one
evidence-preview = Public page
evidence-author = Author
verdict-found = it is in the channel
verdict-found-as = found as { $post }
verdict-absent = it is not there
verdict-unknown = nothing can be told
maker-author = { $who }
maker-model = model, for { $who }
maker-rules = { $who }, with one tap
error-revision-gone = This revision is no longer there.
typography-set = The typography is set.
typography-nothing = The typography is as it should be.
substituted = Replaced: { $count }
substituted-nothing = Nothing was found, nothing is replaced. As typed: s/what/with/, letter case counts; s/what/with/i ignores it.
error-nothing-left-of-text = Nothing would be left of the post. Delete the draft instead.
draft-ask-more-media = Send what is to be added: pictures, videos, or files of the kind that is there.

## Drafts from links

button-draft-link = Draft from the link
button-draft-links = Draft from the links
button-draft-file = Draft from the file
button-draft-text = Draft from the text
source-reading = Reading { $site }…
source-reading-file = Reading the file…
source-reading-text = Reading the text…
source-unread = Not read: { $site }. { $why }
source-left-out = More than five links: { $count } of them were not read.
source-file-gone = Telegram does not give me this file any more. Send it again, or paste its text.
source-fitting = Rubrics that may fit: { $tags }. One tap under “Tags” adds them.
error-no-material = There is nothing in this draft that I could read: no link, no .txt, .md or .html file, no long text.
draft-without-model = So the draft was made without it, of the source's own sentences.
draft-changed-meanwhile = The draft was changed while I was writing; it stays as you made it. Press the button again if you still want a draft from the source.
source-several = There are { $count } articles in it. Which one shall I draft from? Each gets a draft of its own.
source-asides = For you, not for the post:

## Published posts

button-numbers = Numbers
button-pin = Pin
button-unpin = Unpin
button-repeat = Repeat

pinned = Pinned
unpinned = Unpinned
repeated = Repeated: this draft is a copy. The published post stays as it is.

numbers-title = Numbers
numbers-published = Published: { $moment }
numbers-edited = Edited: { $moment }
numbers-as-of = As of { $moment }.
numbers-with-origin = { $words } ({ $origin })
numbers-reactions = Reactions: { $count }
numbers-reactions-unknown = Reactions: - (Telegram has not told any yet)
numbers-custom = other emoji { $count }
numbers-stars = Stars: { $count }
numbers-rank = Place { $place } of { $posts } in #{ $tag } by reactions, among posts of the last year
numbers-views = Views: { $count }
numbers-views-unknown = Views: - (Telegram does not tell bots, and no public page has shown them)
numbers-comments = Comments: { $count }
numbers-comments-unknown = Comments: - (the bot did not hear the discussion of this post)
numbers-reposts = Observed reposts: { $count }
numbers-reposts-unknown = Observed reposts: - (the bot has seen none; it sees only some)
numbers-repost-forwards = forwards { $count }
numbers-repost-inline = through the bot { $count }
numbers-repost-links = by links { $count }
numbers-places = Seen in:
numbers-places-more =
    { $count ->
        [one] { $count } more open to anybody
       *[other] { $count } more open to anybody
    }
numbers-places-hidden =
    { $count ->
        [one] { $count } private group or channel
       *[other] { $count } private groups or channels
    }
numbers-forwards = All reposts, by Telegram's counter: { $count }
numbers-forwards-unknown = All reposts, by Telegram's counter: - (only the app shows it: “Enter reposts”)
button-refresh = Refresh
button-enter-reposts = Enter reposts
button-take-back = Take it back
forwards-ask = How many reposts does Telegram show? In the channel it stands beside the arrow under the post. Send the number as you see it, for example: 25 or 1.2K.
forwards-entered-now = Entered now: { $count }, { $moment }.
forwards-not-understood = I need a number from 0 to 10,000,000, for example: 25 or 1.2K.
forwards-entered = Entered.
forwards-taken-back = Taken back.


button-save = Save
button-save-again = Save again
button-keep = Keep the channel's
button-put-mine = Put mine

edit-title = Edit
edit-ask-text = Above is the post as it stands in the channel. Send its new text; formatting is kept. Nothing changes there before you press Save.
edit-tags-stay = The added rubrics stay below it: { $tags }
edit-ask-media = { $count ->
    [one] Send the picture, video or file that is to stand in its place. A caption replaces the text too.
   *[other] Send { $count } pictures, videos or files together: they replace those in the post, in their order. A caption replaces the text too.
}
edit-media-replaced = { $count ->
    [one] The medium is replaced.
   *[other] Media are replaced.
}
edit-ask-buttons = Send the buttons, a line each: words, a dash, an address. A bar (|) puts buttons side by side; a dash (-) alone removes them all. Nothing changes in the channel before you press Save.
edit-buttons = Buttons: { $buttons }
edit-save-sends = Bold is added, struck is removed. Save changes the post in the channel.
edit-saving = Saving…
edit-saved = Saved
edit-saved-over = Somebody edited it by hand at the same moment. Their version is in History.
edit-not-saved = Not saved. { $why }
edit-lost = Telegram's answer was lost several times, and I cannot see what stands in the channel now. Look there; to send the edit once more, press Save again.
edit-conflict = While you were writing, the post was changed in the channel. Which version shall stand there?
edit-theirs = In the channel now
edit-mine = Yours
edit-media-differ = The media differ too.
edit-kept = The channel keeps its version.

error-edit-old = This page is of an earlier edit. Open the post and press Edit again.
error-edit-under-way = An earlier edit of this post is still on its way. Try again in a moment.
error-edit-same = Nothing differs from what stands in the channel. Send another text first.
error-edit-empty = Nothing would be left of the post. Delete it instead.
error-edit-parts = { $before ->
    [one] The post is one message in the channel, and this text would need { $after }.
   *[other] The post is { $before } messages in the channel, and this text would make { $after }.
} An edit can neither add messages nor take them away. Send a text of another length, or publish it anew with Repeat.
error-edit-shape = With a text of this length the post would be another kind of message, and an edit cannot change that. Send a text of about the same length, or publish it anew with Repeat.
error-edit-media-count = { $count ->
    [one] The post has one medium, and an edit cannot change that: send exactly one.
   *[other] The post has { $count } media, and an edit cannot change that: send exactly { $count } as one album.
}
error-edit-media-kind = Telegram does not mix these in an album: pictures and videos replace each other, documents and audio only their own kind.
error-edit-voice = Telegram does not replace voice messages. The text below can be changed.

delete-published-ask = Delete this post from the channel, and from the archive? Its comments and reactions go with it.
delete-stub-ask = This post is older than 48 hours, and Telegram does not let a bot delete it any more. I can put these words in its place: “{ $words }”, and take it out of the archive. To have it gone altogether, delete it by hand in the channel. Replace it?
delete-stub-media = Its pictures and files stay in the channel: I can only replace the words below them.
delete-under-way = Deleting…
deleted-gone = It was not in the channel any more: nothing stands in its place.
deleted-stub = In the channel these words stand in its place: { $words }
delete-refused = Not deleted. { $why }
delete-lost = Telegram's answer was lost several times. Please look into the channel: if the post is still there, press Delete again.
stub = This post was withdrawn.

button-channels = Channels
button-other-channel = Another channel
button-move = Move to another channel

channels-of-post = Channels of
channels-of-post-how = Choose where else it goes out. Each channel gets a post of its own, at the same moment; its link, numbers and edits are its own.
channels-of-post-none = You work with no other channel.
card-further = It goes out in: { $channels } too

error-no-first-channel = Choose the channel of the draft first, then further ones.

refused-gone = Telegram cannot find the post in the channel: somebody deleted it there. Delete it here too, or repeat it.
refused-too-long = It is too long for Telegram. Shorten it; if it is not out yet, you can also choose another way: Long post.
refused-buttons = Telegram does not take the buttons under it. Correct them: Buttons.
refused-formatting = Telegram does not understand its formatting. Send the text again: Text.
refused-album = Telegram does not take these media as one album. Change them: Media.
refused-file = Telegram cannot find, load or take a file of it. Send the media again: Media.
refused-empty = There is nothing to read in it. Add words or media.
refused-reply = Its first message was deleted in the channel, so the next one has nothing to answer. Send it again as a new post.
refused-fixed = Telegram does not let a bot change this message. Change it by hand in the channel: I take it over.
refused-not-deletable = Telegram does not let a bot delete this post. Delete it by hand in the channel.
refused-kind = The channel does not let me send messages of this kind. Allow it in the list of administrators, then try again.
refused-removed = I am not in the channel any more. Add me as an administrator, then try again.
refused-no-channel = I cannot find the channel. If it is still there, add me as an administrator, then try again.
refused-no-rights = I lack the rights for this in the channel. Give them to me in the list of administrators, then try again.
refused-other = Telegram refused: { $reason }.
refused-for-now = Telegram asks to wait. Try again in { $seconds } s.

error-not-published = This post is not in the channel, so there is nothing to do with it there.
error-message-unknown = I do not know which message of the channel this post is, so it can only be changed by hand.
error-pin-lost = Telegram's answer was lost. Please look into the channel: if nothing changed there, press again.

## Statistics

button-stats-overview = Overview
button-stats-rubrics = Rubrics
button-stats-hours = Hours
button-stats-formats = Formats
button-stats-posts = Best and worst
button-stats-channel = The whole channel
button-export = Export
button-letter-on = ✅ Letter on Mondays
button-letter-off = Letter on Mondays
button-sources = Where from

stats-title = Statistics: { $title }
stats-posts = Posts
stats-trend = Posts and reactions. { $period }
stats-step-day = by day
stats-step-week = by week
stats-step-month = by month
stats-step-year = by year
stats-before = the period before
stats-at-least = at least { $value }
stats-known = known of { $known } of { $posts } posts
stats-change = { $change }, { $before } before
stats-fresh = { $count ->
    [one] 1 post is younger than 48 hours: its numbers still grow.
   *[other] { $count } posts are younger than 48 hours: their numbers still grow.
}
stats-age-now = <1 min
stats-counted = { $sources }, counted { $newest } ago
stats-counted-between = { $sources }, counted { $newest } – { $oldest } ago
stats-rounded = some rounded
stats-stale = some changes since { $day } were lost
stats-nothing-yet = Nothing was published here yet. After the first post this page shows totals; with a few posts that are 48 hours old, rubrics, hours and formats are compared.
stats-nothing-in-period = Nothing was published in these days. Choose a longer period.
stats-nothing-ever = Nothing was published in this rubric yet.
stats-no-rubric = There is no rubric { $words } in this channel.
stats-no-rubric-near = There is no rubric { $words } in this channel. Did you mean one of these?

stats-by-rubric = Rubrics. { $period }
stats-rubrics-how = Medians per post, of posts older than 48 hours; the change is that of reactions.
stats-share = { $posts ->
    [one] 1 post
   *[other] { $posts } posts
} ({ $share })
stats-medians = reactions { $reactions }, reposts { $reposts }
stats-median = reactions { $reactions }
stats-median-reactions = Reactions per post (median)
stats-median-reposts = Observed reposts per post
stats-more-rubrics = and { $count ->
    [one] 1 more rubric
   *[other] { $count } more rubrics
}
stats-untagged = Without a rubric: { $count ->
    [one] 1 post
   *[other] { $count } posts
}

stats-by-hour = Weekdays and hours. { $period }
stats-hour-value = Large: reactions per post (median)
stats-hour-posts = ×3: so many posts were published at that hour
stats-hour-few = too few posts to tell
stats-hour-none = no posts
stats-hour-best = better than other hours
stats-zone = Hours are in { $zone }.
stats-best-time = Best time: { $when }. A post gets { $lift } times as many reactions as at other hours (between { $low } and { $high } times, with 95 % certainty); { $posts } of { $known } posts compared.
stats-no-best-time = Best time: none stands out. The posts of these days do not show that some hours do better.
stats-top-hours = Most reactions per post:
stats-hour-line = { $when }: { $value } · { $posts ->
    [one] 1 post
   *[other] { $posts } posts
}
stats-hours-too-few = At no hour are there three posts older than 48 hours with counted reactions.

stats-by-format = Length and media. { $period }
stats-formats-how = Medians per post, of posts older than 48 hours.
stats-lengths = Length
stats-kinds = Media
length-short = Short (below 280)
length-medium = Medium (below 1,024)
length-long = Long (below 4,096)
length-longer = Very long
kind-of-text = Text only
kind-of-photo = Picture
kind-of-video = Video
kind-of-animation = Animation
kind-of-document = Document
kind-of-audio = Audio
kind-of-voice = Voice message
kind-of-album = Album

stats-best = Best
stats-worst = Worst
stats-extremes-how = By reactions, among { $known ->
    [one] 1 post
   *[other] { $known } posts
} older than 48 hours with counted reactions.
stats-extremes-none = There is nothing to compare yet.
stats-reactions-of = { $count ->
    [one] 1 reaction
   *[other] { $count } reactions
}

## Export

button-export-csv = CSV
button-export-xlsx = XLSX
button-span-week = Week
button-span-month = Month
button-span-quarter = Quarter
button-span-year = Year
button-span-all = All

export-title = Export: { $channel }
export-holds = { $span }, { $days }. Posts: { $posts }. Changes of their numbers: { $points }.
export-formats = CSV is a zip with two files, for programs. XLSX opens in Excel, Numbers and LibreOffice.
export-nothing = Nothing was published in these days, so there is nothing to export. Choose a longer period.
export-progress =
    Making the file…
    Posts: { $posts } of { $all_posts }. Changes of numbers: { $points } of { $all_points }.
export-done = Exported
export-below = Exported: the file is below.
export-zones = Moments of posts are in { $zone }, those of the series in UTC. An empty cell is a number that is not known.
export-cancelled = Cancelled: there will be no file.
export-failed = The file could not be made or sent. It is in the log; please try again.
export-already = A file is being made for you already. It comes here when it is ready.
export-too-large = The file would take { $size } MB, and Telegram accepts { $limit } MB from a bot. Choose a shorter period.

export-posts = Posts
export-series = Series
export-legend = Legend
export-legend-word = Word
export-legend-meaning = What it means

export-column-post = Post
export-column-link = Link
export-column-published = Published
export-column-edited = Edited
export-column-title = Title
export-column-text = Text
export-column-rubrics = Rubrics
export-column-media = Media
export-column-units = Length
export-column-kinds = Reactions by kind
export-column-name = What is counted
export-column-source = Source
export-column-moment-utc = Moment, UTC
export-column-total = Total
export-part-source = { $number }: source
export-part-moment = { $number }: counted
export-part-note = { $number }: note

measure-reactions = Reactions
measure-stars = Stars
measure-reposts = Observed reposts
measure-forwards = Reposts by Telegram's counter
measure-comments = Comments
measure-views = Views
export-custom = custom emoji
export-note-empty = (empty)
export-note-at-least = at least
export-note-rounded = rounded
export-note-stale = not counted since
export-note-series = Series
export-note-moments = Moments

export-means-updates = Telegram told the bot of each change.
export-means-preview = Read from the public page of the channel (t.me/s/…).
export-means-meter = Read by the exact meter with a second bot.
export-means-author = Entered by hand.
export-means-export = Taken from an export of the channel's history (Telegram Desktop).
export-means-reactions = Reactions of people; paid ones are stars and counted apart.
export-means-stars = Paid reactions.
export-means-reposts = Reposts that the bot saw. Telegram does not show a bot all of them.
export-means-forwards = Telegram's own count of reposts. Only the exact meter or an author can tell it.
export-means-comments = Messages under the post in the discussion group.
export-means-views = How often the post was shown.
export-means-empty = The number is not known. It is not zero.
export-means-at-least = There may be more.
export-means-rounded = Telegram showed a rounded figure, like 1.2K.
export-means-stale = Changes after this moment were lost, and nobody has counted again.
export-means-series = A row for each change of a number, thinned as it grows old.
export-means-moments = Posts: in the channel's time zone, with its distance to UTC. Series: UTC. Length: units of UTF-16, as Telegram counts.

history-no-file = I cannot open { $name }. Check the path and the rights on the file.
history-not-export = { $name } is not an export of Telegram. In Telegram Desktop open the channel, ⋮ → Export chat history, choose the JSON format, and send me result.json or a .zip with it.
history-html = { $name } was exported as web pages (HTML), and I read JSON. In Telegram Desktop export once more: ⋮ → Export chat history → Format: JSON.
history-encoding = { $name } is not in UTF-8, so an editor has probably changed it. Take the file just as Telegram Desktop wrote it.
history-broken = The export is broken at byte { $byte }, behind message { $id } ({ $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    } before it). Nothing was imported. Export it once more.
history-broken-early = The export is broken at byte { $byte }, before its first message. Nothing was imported. Export it once more.
history-cut = The export ends in the middle, at byte { $byte }, behind message { $id } ({ $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    } before it). Nothing was imported. The export was stopped, or the file did not arrive whole: take it again.
history-cut-early = The export ends at byte { $byte }, before its first message. Nothing was imported. The file did not arrive whole: take it again.
history-absurd = At byte { $byte } of the export there is something far longer than any message. Nothing was imported. Export it once more.
history-too-large = The export is larger than { $limit } GB. Export a shorter period.
history-several = There is more than one result.json in { $name }. Give me one of them.
history-zip-broken = The archive cannot be unpacked: it is broken or packed in an unusual way. Make an ordinary .zip of result.json.
history-zip-encrypted = The archive has a password. Make a .zip without one.
history-zip-bomb = The archive unpacks to far more than an export has. Make an ordinary .zip of result.json.
history-zip-many = There are too many files in the archive. Make a .zip of result.json alone.
history-of-group = { $name } is a group, and I keep channels. Export the channel itself.
history-of-person = { $name } is a private chat, and I keep channels. Export the channel itself.
history-no-channels = There is no channel in this export of your account. Export the channel itself, or tick channels in the settings of the export.
history-other-channel = This channel is not in the export.

history-page-name = { $name } is no name of a public channel. It is written like this: https://t.me/s/name.
history-page-none = t.me shows no posts of { $name }: there is no such public channel, or it hides its preview. Check the name, or import an export of Telegram Desktop.
history-page-unread = The page of { $name } on t.me cannot be read now. What has been imported is kept; go on later with the same command.

## Auto-delete and auto-unpin

button-expiry-delete = Auto-delete
button-expiry-unpin = Auto-unpin
button-expiry-never = Never
button-keep-delete = Keep the post
button-keep-unpin = Keep it pinned

option-expiry-delete = Auto-delete: { $term }
option-expiry-unpin = Auto-unpin: { $term }

expiry-never = never
expiry-after = after { $term }
expiry-delete-after = 🗑 Will be deleted { $term } after publication
expiry-unpin-after = 📌 Will be unpinned { $term } after publication
expiry-delete-at = 🗑 Will be deleted: { $moment }
expiry-unpin-at = 📌 Will be unpinned: { $moment }
expiry-delete-ask = How long should the post stay in the channel? Press one, or type it: “3 hours”, “90 min”, “1 day”. It counts from publication, 47 hours at most: Telegram lets a bot delete posts for two days only.
expiry-unpin-ask = How long should the post stay pinned? Press one, or type it: “3 hours”, “2 days”, “a week”. It counts from publication; the post itself stays.
expiry-delete-ask-out = When should the post be deleted? Press a moment, or type it: “in 3 hours”, “tomorrow at 9”.
expiry-unpin-ask-out = When should the post be unpinned? Press a moment, or type it: “in 3 hours”, “on Friday at 18:00”. The post itself stays.
expiry-until = Until { $moment } at the latest: Telegram lets a bot delete posts for two days only.
expiry-stub = If I am switched off for so long that it can no longer be deleted, I put “{ $words }” in place of its text; pictures and files stay. I tell you either way.
expiry-too-old = The post is too old for that: Telegram lets a bot delete posts for two days only. Press Delete on its page to see what can still be done.
expiry-set = Set
expiry-kept-delete = Kept: the post stays in the channel.
expiry-kept-unpin = Kept: the post stays pinned.
expiry-not-understood = I did not understand how long. Write, for example: 3 hours, 90 min, 2 days. Or /cancel.
expiry-past = That moment is over. Choose a later one.
expiry-delete-too-long = At most 47 hours after publication: Telegram lets a bot delete posts for two days only, so I cannot promise more. Choose a shorter time.
expiry-unpin-too-long = At most a year. Choose a shorter time.
expiry-over = ⏳ Its time was up: { $moment }
expiry-over-late = ⏳ Its time was up: { $moment }. I could not do it then, and got to it late: { $done }.
error-leaving = This post is being deleted already.
error-not-pinned = This post is not pinned, so there is nothing to unpin.
unpin-failed = Not unpinned

## The archive on the web

button-web = Web page
button-web-auto = By itself
button-web-on = On
button-web-off = Off
button-web-open = Open the web page
button-app = Open the archive
web-access-title = Web page: { $channel }
web-access-auto = By itself: the archive stands on the web while the channel is public.
web-access-on = On: anybody who has the address may read what is published here.
web-access-off = Off: nothing of this channel is shown on the web.
web-access-open = It stands open now: { $address }
web-access-closed = It is closed now.
web-access-unset = The bot has no public address yet: set WEB_URL (the README tells how).
journal-web-set = set the web page: { $detail }

# The channel's own digest
button-roundup = Digest of the channel
button-roundup-off = Off
button-roundup-weekly = Weekly
button-roundup-monthly = Monthly
button-roundup-size = Top { $count }
button-roundup-time = 🕙 Time
button-roundup-tag = 🏷 Hashtag
button-roundup-by-itself = Publish by itself
button-roundup-waits = Wait for approval
button-roundup-mine = Send the drafts to me
button-roundup-now = 📝 Make now
button-roundup-draft = Show the draft
roundup-title = Digest of “{ $channel }”
roundup-what = The best posts of a week or a month as one post of the channel: you get a draft, with the numbers behind the choice.
roundup-off = It is off: no draft comes by itself. “Make now” makes one of the last seven days.
roundup-comes-weekly = It comes every week, { $weekday } at { $time }, of the seven days before.
roundup-comes-monthly = It comes on the 1st of the month at { $time }, of the month before.
roundup-on-0 = on Monday
roundup-on-1 = on Tuesday
roundup-on-2 = on Wednesday
roundup-on-3 = on Thursday
roundup-on-4 = on Friday
roundup-on-5 = on Saturday
roundup-on-6 = on Sunday
roundup-waits = The draft waits until somebody publishes it.
roundup-by-itself = It goes out by itself. The draft comes an hour before, so that it can be changed or cancelled.
roundup-reviewed = Review is on in this channel, so the draft waits until an editor or owner publishes it.
roundup-author = The draft goes to: { $name }
roundup-next = The next one: { $moment } ({ $distance }).
roundup-zone = Zone of the channel: { $zone }
roundup-size = Posts: up to { $count }
roundup-tag = Its hashtag: { $tag }
roundup-no-tag = Its hashtag: #digest or #дайджест, by the language of the channel.
roundup-ask-time = At what time shall it come, by the channel's clock? For example: 9:30
roundup-time-again = I do not understand this time. Send it like this: 9:30
roundup-ask-tag = Which hashtag shall it have? For example: #digest. A dash (-) chooses it by the language of the channel.
roundup-tag-again = Send one hashtag, like this: #digest. Or a dash (-).
roundup-post-week = Best of the week: { $days }
roundup-post-month = Best of the month: { $days }
roundup-post-tag = digest
roundup-told = Digest of “{ $channel }”. It waits for you: publish it, plan it, change it, or delete it.
roundup-told-planned = Digest of “{ $channel }”. It goes out by itself on { $moment }. Until then it can be changed or cancelled.
roundup-told-not-planned = Digest of “{ $channel }”. It was to go out by itself on { $moment }, but could not be planned. Look at the warnings below, mend them, and publish it.
roundup-told-reviewed = Digest of “{ $channel }”. Review is on in this channel, so it does not go out by itself: it waits for you.
roundup-too-few = Digest of “{ $channel }”, { $title }: no draft this time. { $count ->
        [0] There is no post to choose from.
        [one] There is only one post to choose from.
       *[other] There are only { $count } posts to choose from.
    } Repeats, posts of hidden rubrics and other digests do not count.
roundup-inherited = { $title }: who was to get this digest of “{ $channel }” is not in its team any more. An owner gets it from now on; you can change that in /channels → Digest of the channel.
roundup-unreachable = { $title }: the digest of “{ $channel }” is made, but who was to get it cannot be reached. If there is a draft, it is in /plan or /drafts; in /channels → Digest of the channel you can have the next ones sent to you.
roundup-numbers = The numbers behind the choice
roundup-order = Posts with the most reactions first; stars are counted apart. Where these are equal, the one with more observed reposts, then the newer one.
roundup-chosen = Chosen
roundup-others = Next
roundup-redrawn = The draft is written anew.
roundup-touched = The draft has been changed by hand, so posts cannot be swapped here any more. Edit its text instead.
error-roundup-edited = The draft has been changed by hand, so it is not written anew. Edit its text instead.
error-roundup-few = A digest has at least { $count } posts. Put another one in first.
error-roundup-many = A digest has at most { $count } posts. Take another one out first.
journal-roundup-set = set the digest of the channel: { $detail }
# What readers of a channel get next, for its team
button-foretell = What readers get next
button-foretell-ru = По-русски
button-foretell-en = In English
foretell-title = What readers of “{ $channel }” get next
foretell-readers = Readers with a digest, as of { $at }: { $count }
foretell-none = Nobody has a digest yet. Give your readers this link; they press 📬 Digest there:
foretell-paused = Of these, paused: { $count }
foretell-unreachable = Those who blocked the bot are not counted: their digest is off.
foretell-next = The next one: { $moment } ({ $distance }), channel time: { $zone }, { $count ->
    [one] for { $count } reader at most.
   *[other] for { $count } readers at most.
    }
foretell-next-now = The next one is due now, { $count ->
    [one] for { $count } reader at most.
   *[other] for { $count } readers at most.
    }
foretell-whose = Everybody gets what they chose. If there is nothing new for them, nothing comes.
foretell-below = Below is the digest as it would look now for a reader who changed nothing: the last seven days, all rubrics, best first. Only you see it: nothing is sent or counted.
foretell-empty = An empty digest is never sent.
web-title = Archive
web-home-about = Channels whose posts can be read here.
web-home-none = No channel is open here.
web-skip = Skip to the text
web-nav = Archive
web-nav-newest = Newest
web-nav-best = Best
web-nav-months = By month
web-rubrics = Rubrics
web-all-rubrics = All rubrics
web-rubrics-none = No post has a rubric yet.
web-all-months = All months
web-search-label = Search
web-search-go = Find
web-search-how = Type words in any form, “a phrase in quotes”, a -word to leave out, a #rubric, a year or a month.
web-search-long = The query is too long: at most { $most } characters.
web-search-often = Too many searches at once. Wait a little, then search again.
web-found = Found for “{ $words }”
web-found-none = Nothing was found for “{ $words }”. Try another word, or a rubric.
web-found-instead = Nothing was found for “{ $words }”. Here is what may have been meant.
web-near = Rubrics like it
web-none = No posts yet.
web-open-channel = Open the channel in Telegram
web-about = Made by Rubrika from what the channel published. A number that is not known is “-”.
web-turns = Pages of the list
web-order = Order
web-period = Period
web-front-title = { $channel }: all posts
web-front-about = Everything that “{ $channel }” published: by rubric, by month, with search.
web-continued = { $title } (continued)
web-rubrics-title = Rubrics · { $channel }
web-rubrics-about = The rubrics of “{ $channel }” and how many posts each has.
web-rubric-title = #{ $tag } · { $channel }
web-rubric-about = Posts of “{ $channel }” in the rubric #{ $tag }.
web-best-title = The best posts · { $channel }
web-best-about = The posts of “{ $channel }” with most reactions.
web-best-week = The best of the week
web-period-week = Week
web-best-month = The best of the month
web-period-month = Month
web-best-year = The best of the year
web-period-year = Year
web-best-all = The best of all time
web-period-all = All time
web-best-none = No posts in this period.
web-months-title = By month · { $channel }
web-months-about = The archive of “{ $channel }” by month.
web-month-title = { $month } · { $channel }
web-month-about = What “{ $channel }” published in { $month }.
web-month-year = { $month } { $year }
web-month-1 = January
web-month-2 = February
web-month-3 = March
web-month-4 = April
web-month-5 = May
web-month-6 = June
web-month-7 = July
web-month-8 = August
web-month-9 = September
web-month-10 = October
web-month-11 = November
web-month-12 = December
web-search-title = Search · { $channel }
web-found-title = { $words } · search · { $channel }
web-post-title = { $title } · { $channel }
web-edited = edited { $moment }
web-picture = Picture { $number } of { $count }
web-spoiler = Hidden picture: show it
web-media-elsewhere = { $kind }: it stands in Telegram only.
web-open-post = Open in the channel
web-share = Share in Telegram
web-links = Links
web-neighbours = Posts before and after
web-alike = More like this
web-older = Before it
web-newer = After it
web-reactions = Reactions
web-stars = Stars
web-reposts = Observed reposts
web-forwards = All reposts, by Telegram's counter
web-views = Views
web-comments = Comments
web-unknown = not known
web-to-start = To the first page
web-bad = This cannot be understood
web-bad-about = The address or the request is broken. Begin at the first page.
web-forbidden = This is not for you
web-forbidden-about = Open the archive from the bot's chat, in Telegram.
web-missing = There is no such page
web-missing-about = The address may be mistyped, or what stood here is not shown any more.
web-method = This page is only for reading
web-method-about = Nothing can be sent to it.
web-gone = This post was deleted
web-gone-about = It was published here once. The rest of the archive is still there.
web-large = This is too much
web-large-about = Less than that is taken here.
web-often = Too many pages at once
web-often-about = Wait a little, then go on reading.
web-busy = It takes too long right now
web-busy-about = Try again in a few seconds.
web-failed = Something failed here
web-failed-about = It is written down for whoever runs this archive. Try again a little later.
web-app-opening = Opening the archive…
web-app-failed = Telegram did not confirm who you are. Close this, and open it from the bot's chat again.

## Importing the past of a channel

import-title = Import the history
import-way-file = Telegram shows a bot no history, so it comes from an export. In Telegram Desktop open the channel, ⋮ → Export chat history, choose the JSON format, and send me result.json or a .zip with it, up to { $limit } MB. Pictures and files are not needed.
import-way-line = A larger export is imported where I run:
import-way-page = A public channel can be read from its page:
import-ways-again = Import as often as you like: posts that are here already are not doubled.
import-too-large = The file is larger than { $limit } MB, and Telegram gives a bot no more. If it is an export of your channel, put it where I run and enter:
import-line-about = After --channel stands the channel: its @name, or its id that begins with -100.
import-owners-only = Importing is for owners. Ask an owner of the channel to send me the file.
import-reading = Looking into the file…
import-holds = Export of “{ $title }”
import-counts = Posts: { $posts }. Messages: { $messages }.
import-news =
    New: { $fresh }. { $known ->
        [0] None of it is here yet.
       *[other] Here already: { $known }.
    }
import-all-known = All of it is here already: an import would only bring newer words and numbers.
import-unreadable =
    { $count ->
        [one] One message cannot be read and will be left out.
       *[other] { $count } messages cannot be read and will be left out.
    }
import-question = Import into “{ $channel }”?
import-which = Which channel is to be imported?
import-other-channel = “{ $title }” is not connected under this id. Is it the history of one of these channels? If it is another one, connect that first: /channels.
import-connect-first = “{ $title }” is not connected. Connect it first: /channels. Then send the file again.
import-running = Importing…
import-done = Imported
import-cancelled = Cancelled
import-added = New posts: { $count }.
import-known = Here already: { $count }.
import-changed = Edited since, words taken over: { $count }.
import-counted = Newer reactions: { $count }.
import-left-alone = Left alone: { $count }. They were deleted here, or something is being published at the moment.
import-nothing-new = Nothing changed: everything was here already.
import-nothing-in = Nothing was imported.
import-nothing-in-yet = Nothing was imported yet. Send the file again to try once more.
import-in-stays = What is in stays. Send the file again to go on: nothing is doubled.
import-gone = This import is over, and its file is not kept. Send the file again.
import-failed = The import stopped at an error of mine; it is in the log.
import-reader-gone = The process that reads the file was ended, perhaps because memory ran short.
button-import = Import
error-repeat-media = The media of this post came with an import: they are in the channel, and I cannot send them anew. Save them from the channel and send them to me, that makes a draft.
import-page-other = The page of @{ $name } is that of another channel, not of “{ $channel }”. Nothing was imported from it.

## Announcements, and runs: one sending to many

button-announce = 📣 Announcement
button-runs = 📬 Sendings
announcement-ask = Send me the announcement for the readers of “{ $channel }”: a text, or one picture, video or file with a caption. You will see it as readers get it and choose whom it is for. Nothing is sent before that.
announcement-ask-again = Send me the new announcement, in place of this one. Whom it is for stays as chosen.
announcement-album = An announcement is one message: an album cannot carry the button under it. Send one picture or video with a caption.
announcement-kind-refused = An announcement is a text, or one picture, video, animation, file, sound or voice message. Send one of these.
announcement-text-long = Too long for one message: { $units } of { $limit } characters. Send a shorter one.
announcement-caption-long = Too long for a caption: { $units } of { $limit } characters. Send a shorter one, or the text without the file.
announcement-formatting = { $count } places of formatting: Telegram keeps { $limit } and drops the others. Send it with fewer.
announcement-in-parts = Your announcement came in parts: it is longer than { $limit } characters. Nothing of it goes. Send a shorter one.
announcement-title = Announcement
announcement-readers = To { $audience } · { $count }
announcement-refused-by = { $count ->
    [one] One reader wants no announcements and is not counted.
   *[other] { $count } readers want no announcements and are not counted.
    }
announcement-is-paid = Paid sending is on: at most { $stars } Stars.
announcement-too-many = No more announcements today. The next one may go { $at }. How many may go a day is chosen in the settings of the channel: Sendings.
announcement-nobody = Nobody would get it. Choose other readers.
announcement-edited = You edited the message, and the announcement follows it.
announcement-next = Above is the announcement as readers get it. Choose whom it is for and send it.
announcement-choose-rubric = Send it to those who follow which rubric?
announcement-choose-source = Send it to those who came by which link?
announcement-sure = { $count ->
    [one] Send it to one reader?
   *[other] Send it to { $count } readers?
    }
announcement-sure-about = It takes about { $time }. You can pause and stop it, but what has arrived cannot be taken back.
announcement-discarded = Deleted. Nobody got it.
announcement-gone = This announcement has gone out already, or was deleted. See Sendings in the settings of the channel.
audience-all = All readers · { $count }
audience-ru = Russian · { $count }
audience-en = English · { $count }
audience-named = { $name } · { $count }
audience-is-all = all readers of the channel
audience-is-ru = those who read in Russian
audience-is-en = those who read in English
audience-is-rubric = those who follow { $name }
audience-is-source = those who came by “{ $name }”
button-audience-rubrics = By rubric
button-audience-sources = By link
button-announcement-replace = ✏️ Replace
button-announcement-send = Send to { $count }
button-announcement-pay = Send faster, paid
button-announcement-free = Without paid sending
button-pay = Pay up to { $stars } Stars
paid-title = Paid sending
paid-price = To { $count } readers: at most { $stars } Stars of the bot’s balance. Telegram takes 1 Star for 10 messages beyond the free 30 a second, and only for those that arrived.
paid-time = Up to 1,000 messages a second: { $paid } instead of { $free }.
paid-terms = Telegram asks for at least 10,000 Stars on the balance; its FAQ says 100,000, and as many users a month. If it refuses, I go on for free and tell you.
paid-digests-title = Paid sending of digests
paid-digests-is = { $state ->
    [on] On: digests go for Stars when more than 30 are due at once.
   *[off] Off: digests go for free, 30 a second.
    }
paid-digests-price = Readers with a digest now: { $count }. When it goes to all of them at once, that is at most { $stars } Stars of the bot’s balance each time. Telegram takes 1 Star for 10 messages beyond the free 30 a second, and only for those that arrived.
paid-digests-few = Readers with a digest now: { $count }. So few go within a second, for free. When more are due at once, Telegram takes 1 Star for 10 messages beyond the free 30 a second, and only for those that arrived.
paid-digests-refused = Telegram did not take it the last time: { $reason }
button-paid-digests = Paid sending of digests: { $state ->
    [on] on
   *[off] off
    }
button-paid-digests-on = Switch on
button-paid-digests-off = Switch off
paid-refused = Telegram did not take paid sending: { $reason }. So it goes at the free rate.
run-digest = Digest of “{ $channel }”
run-announcement = Announcement: { $title }
run-announcement-untitled = Announcement
run-state-sending = Sending
run-state-paused = Paused
run-state-stopping = Being stopped
run-state-stopped = Stopped
run-state-done = Sent
run-sent-of = Sent: { $sent } of { $total }
run-left = Left: { $count }
run-pace = Pace: { $pace } a second
run-ends = Ends about { $time }, in { $span }
run-is-paused = Nothing is sent until you press Go on.
run-reason = Telegram: { $reason }
run-took = It took { $span }.
run-skipped = Nothing new for them: { $count }
run-not-sent = Not sent: { $count }
run-unreached = Could not be reached: { $count }
run-refused = Refused by Telegram: { $count }
run-unknown = In doubt: { $count }
run-doubts = The answer was lost, so nothing is sent twice. May have got it or not:
run-doubts-more = { " " }and { $count } more
run-doubts-file = { $count ->
    [one] One reader who may have got it or not
   *[other] { $count } readers who may have got it or not
    }
button-run-doubts = 👤 All in doubt
run-gone = This sending is no longer kept.
run-stop-ask = { $count ->
    [one] Stop? One reader will not get it.
   *[other] Stop? { $count } readers will not get it.
    }
run-stop-digest = They get these posts in their next digest.
run-stop-announcement = It cannot be resumed after that. To wait, press Pause instead.
run-kind-digest = digest
run-kind-announcement = announcement
button-run-pause = ⏸ Pause
button-run-go-on = ▶️ Go on
button-run-keep = Do not stop
button-run-stop = ⏹ Stop
runs-title = Sendings of “{ $channel }”
runs-none = Nothing has been sent yet. Digests and announcements to readers will be listed here.
button-runs-a-day = Announcements a day: { $count ->
    [0] any
   *[other] { $count }
    }
runs-a-day = { $count ->
    [0] As many as I like
   *[other] { $count } a day
    }
runs-a-day-ask = How many announcements may go a day? Readers leave when there are many.
button-no-announcements = 🔕 No announcements
button-bring-announcements-back = Bring them back
announcements-refused = No more announcements of “{ $channel }”. Digests are set apart from this: /digest.
announcements-back = Announcements of “{ $channel }” come again.
