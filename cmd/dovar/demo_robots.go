package main

// The robots of the demo and what becomes of them. Every team, school and robot
// is invented; districts and regions are those of the country.

import "dovar/judging"

// A racer is a robot with its runs: a line of scenes for each stage by its id in
// the definition. Odd ones run on the second field.
type racer struct {
	newEntry
	runs  map[string]string
	worth int // of its documents, percent
}

var demoFollowers = []racer{
	// The first and the third end with the same best time: the second best decides.
	follower("Аспакон", "Лошадки", "Little Horses", "Бод-3", "Мактаби №33, Душанбе", "ноҳияи Сино", dushanbe, "41.2; 38.95; dsq; 39.1; dnf", "Назаров Алишер", "Ҳакимова Сабо"),
	follower("Ситора", "Звезда", "Star", "Ситора-1", "Гимназияи №3, Хуҷанд", "Хуҷанд", sughd, "39.62; 39.48; 39.55; 39.51; 39.4", "Исмоилов Фаррух"),
	follower("Шоҳин", "Сокол", "Falcon", "Шоҳин", "Литсейи №1, Бохтар", "Бохтар", khatlon, "40.02; 39.42; 38.95; 40.88; 39.75", "Қосимова Мижгона", "Ғафуров Додо"),
	follower("Сангпушт", "Черепаха", "Tortoise", "Сангпушт", "Мактаби №6, Варзоб", "ноҳияи Варзоб", republican, "71.3; 69.84; 68.02; 66.51; 65.9", "Бекназаров Ромиш", "Юсуфӣ Амина"),
	follower("Роҳи нав", "Новый путь", "New Road", "Роҳ-7", "Мактаби №19, Восеъ", "ноҳияи Восеъ", khatlon, "44.18; 42.9; 41.75 > 41.36; 40.62; 40.1", "Давронов Сино", "Холиқова Шамсия"),
	follower("Памир", "Памир", "Pamir", "Барф-2", "Мактаби №8, Хоруғ", "Хоруғ", badakhshan, "-; -; -; -; -", "Шодихонов Азиз", "Мирзоева Лайло"),
	follower("Бахт", "Удача", "Luck", "Бахт", "Мактаби №70, Душанбе", "ноҳияи Шоҳмансур", dushanbe, "dnf; dnf; 40.31; dnf; 52.7", "Олимзода Парвиз"),
	follower("Чашма", "Родник", "Spring", "Чашма-4", "Мактаби №13, Рашт", "ноҳияи Рашт", republican, "dnf; dnf; 58.2; dnf; 57.02", "Раҷабов Умар", "Зокирова Дилноза"),
	follower("Барқ", "Молния", "Lightning", "Барқ-9", "Гимназияи №1, Истаравшан", "Истаравшан", sughd, "dsq; 47.66; 46.9; dsq; 46.12", "Азимов Комил", "Тошева Рухшона"),
	follower("Навруз", "Навруз", "Navruz", "Лола", "Мактаби №25, Ҳисор", "Ҳисор", republican, "43.33; 42.64; 43.91; 42.2; 42.95", "Саидмуродова Нозанин"),
	follower("Қадам", "Шаг", "Step", "Қадам-5", "Мактаби №4, Кӯлоб", "Кӯлоб", khatlon, "55.02; 54.8 > 53.17; 54.11; dnf; 53.6", "Эмомов Ҷамол", "Сафарова Ойша"),
}

// Open: sections, laps, stopped in the finish, seconds. Obstacle: the same with
// signs, direction and parking before the seconds.
var demoVehicles = []racer{
	// The first two end with the same total: the better obstacle round decides.
	vehicle("Саманд", "Скакун", "Steed", "Литсейи №4, Душанбе", "ноҳияи Фирдавсӣ", dushanbe, 76,
		"24 3 1 118.4; 24 3 1 101.2", "24 3 1 8 1 7 178; 24 3 1 8 1 7 165", "Муродов Искандар", "Ятимова Шаҳло"),
	vehicle("Корвон", "Караван", "Caravan", "Гимназияи №7, Хуҷанд", "Хуҷанд", sughd, 76,
		"22 3 1 131; 21 2 0 140.2", "24 3 1 10 1 7 171.3; 18 2 0 4 0 0 180", "Бобоҷонов Довуд", "Эргашева Мунаввара"),
	vehicle("Дарё", "Река", "River", "Мактаби №21, Данғара", "ноҳияи Данғара", khatlon, 86,
		"24 3 1 95 repair; 24 3 1 104.6", "20 2 0 4 0 0 180; 24 3 1 8 1 0 158.8 repair", "Шарипов Наҷиб", "Камолова Заррина"),
	vehicle("Тундар", "Гром", "Thunder", "Мактаби №2, Турсунзода", "Турсунзода", republican, 64,
		"dsq refused; 19 2 0 180", "dsq; 16 2 0 2 0 0 180", "Ҳасанов Рустам", "Нуров Эҳсон"),
	vehicle("Лоиқ", "Лоик", "Loiq", "Гимназияи №2, Панҷакент", "Панҷакент", sughd, 70,
		"24 3 0 149.9; 24 3 1 150.4", "24 3 0 8 0 0 176.1; 22 2 0 4 0 0 180", "Абдуллоев Фирӯз", "Низомова Парисо"),
	vehicle("Оҳу", "Газель", "Gazelle", "Мактаби №11, Рӯдакӣ", "ноҳияи Рӯдакӣ", republican, 58,
		"24 3 1 122.7; 24 3 1 119", "17 2 0 2 0 0 180; -", "Маҳмадов Баҳром", "Исломӣ Тахмина"),
	vehicle("Нақлиёт", "Транспорт", "Transport", "Мактаби №5, Қубодиён", "ноҳияи Қубодиён", khatlon, 72,
		"12 1 0 180; 15 1 0 180", "9 1 0 4 0 0 180; 11 1 0 4 0 0 180", "Тоҳиров Некрӯз", "Сангинова Гулҷаҳон"),
	vehicle("Толеъ", "Фортуна", "Fortune", "Мактаби №3, Ванҷ", "ноҳияи Ванҷ", badakhshan, 60,
		"5 0 0 180; 24 3 1 88.9", "3 0 0 0 0 0 180; 24 3 1 10 1 15 149.7", "Наврӯзов Олим", "Шоева Гулрухсор"),
}

// Mini-sumo: mass, two sizes, autonomous. The stronger stand first.
var demoWrestlers = []racer{
	wrestler("Рустам", "Рустам", "Rustam", "Рахш", "Литсейи №2, Душанбе", "ноҳияи Исмоили Сомонӣ", dushanbe, "498 9.9 9.8 1", "Сӯҳробов Далер", "Каримова Нигора"),
	wrestler("Паҳлавон", "Богатырь", "Hero", "Кӯҳ-1", "Мактаби №12, Кӯлоб", "Кӯлоб", khatlon, "491 9.7 9.9 1", "Ҷабборов Сомон"),
	wrestler("Шер", "Лев", "Lion", "Шер-2", "Гимназияи №2, Бӯстон", "Бӯстон", sughd, "506 9.9 9.9 1 > 497 9.9 9.9 1", "Ашрапова Малика", "Умаров Исмоил"),
	wrestler("Буз", "Горный козёл", "Ibex", "Шохдор", "Мактаби №1, Мурғоб", "ноҳияи Мурғоб", badakhshan, "484 9.6 9.6 1", "Тиллоев Асад"),
	wrestler("Калид", "Ключ", "Key", "Калид-8", "Мактаби №44, Душанбе", "ноҳияи Сино", dushanbe, "495 9.8 9.7 1", "Раҳимӣ Ясина", "Латифов Ҳафиз"),
	wrestler("Оташ", "Огонь", "Fire", "Шарора", "Мактаби №9, Исфара", "Исфара", sughd, "488 9.5 9.8 1", "Бобоев Анвар", "Ниёзӣ Мадина"),
	wrestler("Ангишт", "Уголёк", "Ember", "Ангишт", "Мактаби №7, Ваҳдат", "Ваҳдат", republican, "470 9.4 9.4 1", "Гулов Шаҳриёр"),
	wrestler("Мӯрча", "Муравей", "Ant", "Мӯрча-3", "Мактаби №16, Фархор", "ноҳияи Фархор", khatlon, "442 9.1 9 1", "Назриев Комрон", "Шарипова Мавзуна"),
}

var (
	demoFollowerReferees = []newJudge{judge("Бердиев Қаҳрамон"), judge("Махмудзода Ориф")} // the visitor is the second
	demoVehicleReferees  = []newJudge{judge("Холмуродов Шуҳрат"), judge("Сироҷева Насиба")}
	demoVehicleJudges    = []newJudge{judge("Латифзода Анвар"), judge("Азимова Рухшона"), judge("Ниёзбеков Тимур")}
	demoSumoReferees     = []newJudge{judge("Давлатов Ёдгор"), judge("Раҳмонова Фирӯза")}
)

// What referees and teams say.
const (
	demoAgain     = "Ҳассосаки марра кор накард"
	demoChecked   = "Сабти сониясанҷ санҷида шуд"
	demoWeighed   = "Батареяи дигар гузошта, аз нав баркашида шуд"
	demoComplaint = "Даста бо хориҷ кардан розӣ нест"
	absentReason  = "absent" // of a team, as a referee's tablet says it
)

func follower(tg, ru, en, robot, school, district, region, runs string, members ...string) racer {
	return racer{newEntry: team(tg, ru, en, robot, school, district, region, members), runs: map[string]string{"runs": runs}}
}

func vehicle(tg, ru, en, school, district, region string, worth int, open, obstacle string, members ...string) racer {
	return racer{
		newEntry: team(tg, ru, en, "", school, district, region, members),
		runs:     map[string]string{"open": open, "obstacle": obstacle}, worth: worth,
	}
}

func wrestler(tg, ru, en, robot, school, district, region, check string, members ...string) racer {
	return racer{newEntry: team(tg, ru, en, robot, school, district, region, members), runs: map[string]string{"check": check}}
}

func team(tg, ru, en, robot, school, district, region string, members []string) newEntry {
	e := newEntry{
		Name: tg, Names: &judging.Text{TG: tg, RU: ru, EN: en},
		School: school, District: district, Region: region, Members: members,
		Visibility: judging.ShowName,
	}
	if robot != "" {
		e.Fields = map[string]string{"robot": robot}
	}
	return e
}
